"""Learns what suppliers state and keeps verdicts in step: ``python -m procurement.worker``."""

from collections.abc import Sequence

from procurement.catalogue.events import Intake, consumers
from procurement.notices import events as notices
from procurement.requests import events as requests
from procurement.wiring import SERVICE, assemble, prepare
from tierzero.agents import Consumer, Job, run_worker
from tierzero.settings import Settings
from tierzero.store import Store

_SWEEP_SECONDS = 2.0


async def wire(settings: Settings, store: Store) -> Sequence[Consumer | Job]:
    """What is consumed, and what the clock alone brings about."""
    await prepare(store.database)
    procurement = assemble(settings, store)
    intake = Intake(store, procurement.assessments.assess_products)
    sweep = Job("sweep of verdicts", _SWEEP_SECONDS, procurement.assessments.sweep)
    return [
        *consumers(intake),
        requests.consumer(procurement.requests),
        notices.consumer(procurement.notices),
        sweep,
    ]


def main() -> None:
    """Run until told to stop."""
    run_worker(Settings(service=SERVICE), wire)


if __name__ == "__main__":
    main()
