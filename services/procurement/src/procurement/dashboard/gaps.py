"""Purchases that no supplier's footprint covers: whom to ask first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.footprint.validity import is_usable_on
from procurement.activities.documents import start_of
from procurement.activities.service import Activities, Chosen, Purchase
from procurement.catalogue.service import Catalogue, IssuedFootprint
from tierzero.tenancy import Scope

_DAYS = 365
_MOST_READ = 20_000


@dataclass(frozen=True)
class Gap:
    """One supplier's purchases of a product without a usable footprint; spend by currency."""

    supplier_id: str
    product_id: str
    description: str
    count: int
    spend: Mapping[str, Decimal]


@dataclass(frozen=True)
class Coverage:
    """How many purchases of the last year a supplier's own footprint covers, at a moment."""

    purchases: int
    covered: int
    gaps: Sequence[Gap]
    at: datetime


def last_year(activities: Activities) -> Chosen:
    """The purchases that are looked at."""
    return Chosen(start=start_of((activities.clock() - timedelta(days=_DAYS)).date()))


async def coverage_of(activities: Activities, catalogue: Catalogue, scope: Scope) -> Coverage:
    """Hold the purchases of the last year against the footprints that the buyer is shown."""
    now = activities.clock()
    bought = await activities.latest(scope, last_year(activities), _MOST_READ)
    ids = {one.product_id for one in bought if one.product_id}
    products = await catalogue.products(scope, ids)
    footprints = await catalogue.footprints(scope, products)
    uncovered = [one for one in bought if not _is_covered(one, footprints)]
    return Coverage(len(bought), len(bought) - len(uncovered), gaps_of(uncovered), now)


def gaps_of(uncovered: Iterable[Purchase]) -> list[Gap]:
    """Uncovered purchases by supplier and product, the largest spend first."""
    grouped: dict[tuple[str, str], list[Purchase]] = defaultdict(list)
    for one in uncovered:
        grouped[one.supplier_id, one.product_id].append(one)
    gaps = [_gap(key, held) for key, held in grouped.items()]
    return sorted(gaps, key=_largest_first)


def _is_covered(purchase: Purchase, footprints: Mapping[str, Sequence[IssuedFootprint]]) -> bool:
    moment = start_of(purchase.date)
    issued = footprints.get(purchase.product_id, ())
    return any(is_usable_on(one.footprint, moment) for one in issued)


def _gap(key: tuple[str, str], held: Sequence[Purchase]) -> Gap:
    spend: dict[str, Decimal] = defaultdict(Decimal)
    with exact_arithmetic():
        for one in held:
            if one.amount:
                spend[one.currency] += Decimal(one.amount)
    return Gap(key[0], key[1], held[0].description, len(held), dict(spend))


def _largest_first(gap: Gap) -> tuple[Decimal, int, str, str]:
    # Amounts of different currencies cannot be compared exactly; for an order they serve.
    return -sum(gap.spend.values(), Decimal(0)), -gap.count, gap.supplier_id, gap.product_id
