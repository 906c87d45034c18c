"""The portal's stream worker: ``python -m supplier_portal.worker``; learns buyers' verdicts."""

from collections.abc import Sequence

from supplier_portal.assessments import events as assessments
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.agents import Consumer, run_worker
from tierzero.settings import Settings
from tierzero.store import Store


async def wire(settings: Settings, store: Store) -> Sequence[Consumer]:
    """Settings and store → consumers."""
    await prepare(store.database)
    return [assessments.consumer(Portal(store, settings))]


def main() -> None:
    """Run until told to stop."""
    run_worker(Settings(service="supplier-portal"), wire)


if __name__ == "__main__":
    main()
