"""What initiatives add up to, apart from any inventory."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from aggregator.initiatives.model import Initiative
from aggregator.progress.disclosure import grouped
from aggregator.progress.model import InitiativeGroup, InitiativeTotals, YearReduction
from carbon.decimals import exact_arithmetic, plain
from carbon.initiatives import InitiativeState

_NOTHING = Decimal(0)


def totals_of(factory_id: str, initiatives: Sequence[Initiative]) -> InitiativeTotals:
    """Totals of the initiatives of one direction; what was reversed no longer counts."""
    standing = [one for one in initiatives if one.state is not InitiativeState.REVERSED]
    whole = group_of(factory_id, standing)
    return InitiativeTotals(
        initiative_count=whole.initiative_count,
        measured=whole.measured,
        planned=whole.planned,
        measured_supplier_count=whole.measured_supplier_count,
        planned_supplier_count=whole.planned_supplier_count,
        years=tuple(_years(factory_id, standing)),
        groups=tuple(_groups(factory_id, standing)),
    )


def group_of(factory_id: str, initiatives: Sequence[Initiative]) -> InitiativeGroup:
    """One group of all the initiatives given."""
    return InitiativeGroup(
        types=tuple(sorted({one.type for one in initiatives})),
        initiative_count=len(initiatives),
        measured=_sum(measured_by(one) for one in initiatives),
        planned=_sum(one.planned() for one in initiatives),
        measured_supplier_count=_suppliers(factory_id, initiatives, measured_by),
        planned_supplier_count=_suppliers(factory_id, initiatives, Initiative.planned),
    )


def measured_by(initiative: Initiative) -> Decimal:
    """tCO2e that an initiative achieved over all its years."""
    return _sum(initiative.achieved_by_year().values())


def _groups(factory_id: str, initiatives: Sequence[Initiative]) -> Iterable[InitiativeGroup]:
    by_type = {one.type: [] for one in initiatives}
    for one in initiatives:
        by_type[one.type].append(one)
    parts = [by_type[code] for code in sorted(by_type)]
    return grouped(parts, lambda part: group_of(factory_id, part))


def _years(factory_id: str, initiatives: Sequence[Initiative]) -> Iterable[YearReduction]:
    achieved = [(one, one.achieved_by_year()) for one in initiatives]
    for year in sorted({year for _, by_year in achieved for year in by_year}):
        mine = [(one, by_year[year]) for one, by_year in achieved if year in by_year]
        owners = {one.owner_id for one, _ in mine} - {factory_id}
        yield YearReduction(
            year=year,
            measured=_sum(reduction for _, reduction in mine),
            supplier_count=len(owners),
        )


def _suppliers(
    factory_id: str, initiatives: Iterable[Initiative], amount: Callable[[Initiative], Decimal]
) -> int:
    return len({one.owner_id for one in initiatives if amount(one)} - {factory_id})


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    with exact_arithmetic():
        return plain(sum(amounts, _NOTHING))
