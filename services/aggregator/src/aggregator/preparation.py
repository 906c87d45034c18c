"""Collections and indexes of the service's database; every process makes sure of them at start."""

from aggregator.assessments import repository as assessments
from aggregator.initiatives import repository as initiatives
from aggregator.inventories import repository as inventories
from aggregator.progress import repository as progress
from aggregator.publication import repository as publication
from aggregator.targets import repository as targets
from tierzero import outbox
from tierzero.store import Database


async def prepare(database: Database) -> None:
    """Create what is missing; safe to run in several processes at once."""
    await outbox.prepare(database)
    for repository in (inventories, initiatives, assessments, targets, progress, publication):
        await repository.prepare(database)
