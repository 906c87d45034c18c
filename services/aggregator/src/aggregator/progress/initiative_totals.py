"""What initiatives add up to, apart from any inventory."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from aggregator.initiatives.model import Initiative
from aggregator.progress.counted import Counted, counted, total
from aggregator.progress.disclosure import grouped
from aggregator.progress.model import InitiativeGroup, InitiativeTotals, YearReduction
from carbon.initiatives import InitiativeState

Amount = Callable[[Counted], Decimal]


def totals_of(factory_id: str, initiatives: Sequence[Initiative]) -> InitiativeTotals:
    """Totals of the initiatives of one direction; what was reversed no longer counts."""
    standing = counted([one for one in initiatives if one.state is not InitiativeState.REVERSED])
    whole = group_of(factory_id, standing)
    return InitiativeTotals(
        initiative_count=whole.initiative_count,
        measured=whole.measured,
        planned=whole.planned,
        measured_supplier_count=whole.measured_supplier_count,
        planned_supplier_count=whole.planned_supplier_count,
        years=tuple(_years(factory_id, standing)),
        groups=tuple(_groups(factory_id, standing)),
        unconfirmed=total(map(_unconfirmed, standing)),
        unconfirmed_supplier_count=_suppliers(factory_id, standing, _unconfirmed),
        contested=total(map(_contested, standing)),
        contested_supplier_count=_suppliers(factory_id, standing, _contested),
        in_footprints=total(map(_in_footprints, standing)),
        in_footprints_supplier_count=_suppliers(factory_id, standing, _in_footprints),
    )


def group_of(factory_id: str, parts: Sequence[Counted]) -> InitiativeGroup:
    """One group of all the parts given; parts of one initiative are one initiative."""
    return InitiativeGroup(
        types=tuple(sorted({one.initiative.type for one in parts})),
        initiative_count=len({one.initiative.id for one in parts}),
        measured=total(map(_measured, parts)),
        planned=total(map(_planned, parts)),
        measured_supplier_count=_suppliers(factory_id, parts, _measured),
        planned_supplier_count=_suppliers(factory_id, parts, _planned),
    )


def _measured(one: Counted) -> Decimal:
    return one.measured


def _planned(one: Counted) -> Decimal:
    return one.planned


def _unconfirmed(one: Counted) -> Decimal:
    return one.unconfirmed


def _contested(one: Counted) -> Decimal:
    return one.contested


def _in_footprints(one: Counted) -> Decimal:
    return one.in_footprints


def _groups(factory_id: str, parts: Sequence[Counted]) -> Iterable[InitiativeGroup]:
    by_type: dict[str, list[Counted]] = {}
    for one in parts:
        by_type.setdefault(one.initiative.type, []).append(one)
    alike = [by_type[code] for code in sorted(by_type)]
    return grouped(alike, lambda part: group_of(factory_id, part))


def _years(factory_id: str, parts: Sequence[Counted]) -> Iterable[YearReduction]:
    for year in sorted({year for one in parts for year in one.by_year}):
        mine = [one for one in parts if year in one.by_year]
        owners = {one.initiative.owner_id for one in mine} - {factory_id}
        yield YearReduction(
            year=year,
            measured=total(one.by_year[year] for one in mine),
            supplier_count=len(owners),
        )


def _suppliers(factory_id: str, parts: Iterable[Counted], amount: Amount) -> int:
    return len({one.initiative.owner_id for one in parts if amount(one)} - {factory_id})
