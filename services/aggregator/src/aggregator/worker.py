"""`python -m aggregator.worker`: take in facts and keep every factory's progress up to date."""

import asyncio
from collections.abc import Sequence
from functools import partial

from aggregator.assessments import events as assessments
from aggregator.base_years import events as base_years
from aggregator.facts import Intake
from aggregator.initiatives import events as initiatives
from aggregator.inventories import events as inventories
from aggregator.organizations import events as organizations
from aggregator.preparation import prepare
from aggregator.progress import service as progress
from aggregator.progress.refreshing import refresh_forever
from aggregator.settings import AggregatorSettings
from tierzero import topics
from tierzero.agents import Consumer, run_worker
from tierzero.identity import utc_now
from tierzero.settings import Settings
from tierzero.store import Store


async def wire(_: Settings, store: Store) -> Sequence[Consumer]:
    """Prepare the store, start recomputing, and say what is consumed."""
    await prepare(store.database)
    # Whatever was left when the process last ended is done first.
    woken = asyncio.Event()
    woken.set()
    refreshing = asyncio.create_task(refresh_forever(store, woken, utc_now))

    def wake() -> None:
        # Refers to the task as well: one that nothing refers to may vanish.
        if not refreshing.done():
            woken.set()

    intake = Intake(store, partial(progress.mark, store.database), wake)
    return [
        Consumer(topics.ORGANIZATIONS, organizations.handler(intake)),
        Consumer(topics.INITIATIVES, initiatives.handler(intake)),
        Consumer(topics.INVENTORIES, inventories.handler(intake)),
        Consumer(topics.BASE_YEARS, base_years.handler(intake)),
        Consumer(topics.ASSESSMENTS, assessments.handler(intake)),
    ]


def main() -> None:
    """Run until told to stop."""
    run_worker(AggregatorSettings(), wire)


if __name__ == "__main__":
    main()
