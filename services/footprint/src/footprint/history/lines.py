"""Stored lines as comparing sees them, with the sets of factors and the footprints behind them."""

from collections.abc import Iterator
from decimal import Decimal

from carbon.comparison.lines import ComparedLine
from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.scope3.results import SourceKind
from carbon.units import known_unit
from footprint.bundles import Book
from footprint.networks.slots import Slot
from footprint.routing.presenting import presented_footprint
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

_WITH_MONEY = ("purchase", "transport")
"""Kinds of activity that may state an amount of money."""


def compared_line(book: Book, slot: Slot) -> ComparedLine:
    """A priced slot; ``book`` holds the facts that its line names."""
    line = Line.FromString(slot.line)
    amount, currency = _money(line, Activity.FromString(slot.activity))
    is_physical = known_unit(line.unit)
    return ComparedLine(
        category=slot.category,
        method=slot.method,
        emissions_mg=slot.emissions_mg,
        supplier_id=slot.supplier_id,
        product_id=slot.product_id,
        description=line.description,
        classifications=slot.classifications,
        quantity=_decimal(line.quantity) if is_physical else None,
        unit=line.unit if is_physical else "",
        amount=amount,
        currency=currency,
        gwp_set=slot.gwp_set,
        factor_sets=frozenset(_factor_sets(book, line)),
        primary_data_shares=tuple(_primary_data_shares(book, line)),
    )


def _money(line: Line, activity: Activity) -> tuple[Decimal | None, str]:
    kind = activity.WhichOneof("detail") or ""
    if kind in _WITH_MONEY:
        detail = getattr(activity, kind)
        return _decimal(detail.amount), detail.currency
    # Other kinds that multiply money say so by the unit.
    return (None, "") if known_unit(line.unit) else (_decimal(line.quantity), line.unit)


def _factor_sets(book: Book, line: Line) -> Iterator[str]:
    for source in line.sources:
        factor = book["factors"].get(source.id)
        if source.kind == SourceKind.EMISSION_FACTOR and factor is not None:
            yield f"{factor.factor_set} {factor.factor_set_version}".strip()


def _primary_data_shares(book: Book, line: Line) -> Iterator[Decimal]:
    for source in line.sources:
        footprint = book["footprints"].get(source.id)
        if source.kind == SourceKind.FOOTPRINT and footprint is not None:
            product = book["products"].get(footprint.product_id)
            share = _decimal(presented_footprint(footprint, product).pcf.primary_data_share)
            if share is not None:
                yield share


def _decimal(text: str) -> Decimal | None:
    try:
        return parse_decimal(text) if text else None
    except InvalidDecimal:
        return None
