"""Settings → store → slices: what every process of the service is made of."""

from dataclasses import dataclass

from procurement import audit
from procurement.activities import repository as activities
from procurement.activities.service import Activities
from procurement.assessments import repository as assessments
from procurement.assessments.service import Assessments
from procurement.bought import repository as bought
from procurement.catalogue import repository as catalogue
from procurement.catalogue import verifications
from procurement.catalogue.service import Catalogue
from procurement.dashboard.coverages import Coverages
from procurement.factors import repository as factors
from procurement.factors.service import Factors
from procurement.inventory_policy import repository as inventory_policy
from procurement.inventory_policy.inventories import inventories_at
from procurement.inventory_policy.service import InventoryPolicies
from procurement.limits import repository as limits
from procurement.limits.service import LimitBook, Limits
from procurement.notices import repository as notices
from procurement.notices.service import Notices
from procurement.operations import repository as operations
from procurement.operations.service import Operations
from procurement.quotes import repository as quotes
from procurement.quotes.kinds import EXCHANGE_RATES, PRICE_INDICES
from procurement.quotes.service import Quotes
from procurement.requests import part_numbers
from procurement.requests import repository as requests
from procurement.requests.part_numbers import PartNumbers
from procurement.requests.service import FootprintRequests
from procurement.uploads import stash
from tierzero import deadletter, outbox
from tierzero.identity import Clock, utc_now
from tierzero.settings import Settings
from tierzero.store import Database, Store

SERVICE = "procurement"


@dataclass(frozen=True)
class Procurement:
    """The service's slices on one store."""

    store: Store
    catalogue: Catalogue
    limits: Limits
    assessments: Assessments
    activities: Activities
    operations: Operations
    factors: Factors
    exchange_rates: Quotes
    price_indices: Quotes
    inventory_policies: InventoryPolicies
    notices: Notices
    requests: FootprintRequests
    coverages: Coverages


def assemble(settings: Settings, store: Store, clock: Clock = utc_now) -> Procurement:
    """Put the slices together."""
    known = Catalogue(store.database)
    verdicts = Assessments(store, known, LimitBook(store.database), clock)
    purchases = Activities(store, known, clock)
    return Procurement(
        store=store,
        catalogue=known,
        limits=Limits(store, known, clock, verdicts.assess_limit),
        assessments=verdicts,
        activities=purchases,
        operations=Operations(store, clock),
        factors=Factors(store, clock),
        exchange_rates=Quotes(store, clock, EXCHANGE_RATES),
        price_indices=Quotes(store, clock, PRICE_INDICES),
        inventory_policies=InventoryPolicies(store, clock, inventories_at(settings.footprint_grpc)),
        notices=Notices(store),
        requests=FootprintRequests(store, known, PartNumbers(store, clock), clock),
        coverages=Coverages(store.database, purchases, known, verdicts),
    )


async def prepare(database: Database) -> None:
    """Create every index; harmless where they are there already."""
    await outbox.prepare(database)
    await deadletter.prepare(database)
    recorded = (activities, operations, factors, quotes, inventory_policy)
    asking = (requests, part_numbers, notices)
    known = (catalogue, verifications)
    for slice_ in (audit, *known, limits, assessments, *recorded, *asking, stash, bought):
        await slice_.prepare(database)
