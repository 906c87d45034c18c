"""When co-products may be credited with what they displace, and what must be stated. Pure.

PACT methodology v3, allocation: system expansion by substitution only where a dominant
identifiable displaced product exists; after rules and subdivision, before shares.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from carbon.calculation.substituting import is_dominant
from carbon.decimals import format_decimal
from carbon.units import UnitError, convert
from tierzero.i18n import unit_symbol

from .output_rows import KILOGRAM, CoProduct
from .parts import Gap
from .rows import Displaced, Row
from .stated import Approach, CalculationInput


def goods_of(stated: CalculationInput) -> list[CoProduct]:
    """Co-products that are goods: waste bears no share and earns no credit (2008/98/EC)."""
    return [one for one in stated.co_products if not one.is_waste]


def counted_rows(stated: CalculationInput) -> Iterator[tuple[str, Row]]:
    """Path → row of what counts: displaced products with substitution and co-products only."""
    credits_count = stated.approach is Approach.SUBSTITUTION and bool(goods_of(stated))
    for path, row in stated.rows():
        if credits_count or not isinstance(row, Displaced):
            yield path, row


def co_product_of(row: Displaced, stated: CalculationInput) -> str:
    """Name of the co-product that displaces it; the only one where none is named."""
    goods = goods_of(stated)
    return row.co_product or (goods[0].name if len(goods) == 1 else "")


def displacement_gaps(stated: CalculationInput) -> Iterator[Gap]:
    """What keeps substitution from being permitted, by field."""
    if not goods_of(stated):
        return
    if not stated.displacement_reason:
        yield Gap("displacement_reason", "displacement-reason-missing")
    yield from _of_co_products(stated)
    for place, row in enumerate(stated.displaced):
        yield from _of_displaced(f"displaced[{place}]", row, stated)
    if not any(_is_shared(path, row) for path, row in stated.rows()):
        yield Gap("approach", "no-joint-burden")


def hierarchy_hints(stated: CalculationInput) -> Iterator[Gap]:
    """Where the order of allocation prefers something else than what was chosen."""
    goods = goods_of(stated)
    for place, one in enumerate(stated.co_products):
        if one.is_waste:
            yield Gap(f"co_products[{place}].is_waste", "output-is-waste", is_hint=True)
    if goods and stated.rule_name and stated.approach is not Approach.RULE:
        yield Gap("approach", "rule-preferred", {"rule": stated.rule_name}, is_hint=True)
    if stated.displaced and stated.approach is not Approach.SUBSTITUTION:
        yield Gap("approach", "displaced-not-counted", is_hint=True)
    if goods and stated.approach is Approach.SUBSTITUTION:
        yield from _hints_of_substitution(stated)


def _of_co_products(stated: CalculationInput) -> Iterator[Gap]:
    goods = goods_of(stated)
    named = Counter(one.name for one in goods)
    displaced = Counter(co_product_of(row, stated) for row in stated.displaced)
    for place, one in enumerate(stated.co_products):
        path, about = f"co_products[{place}].name", {"name": one.name}
        if one.is_waste:
            continue
        if len(goods) > 1 and (not one.name or named[one.name] > 1):
            yield Gap(path, "co-product-unnamed")
        elif not displaced[one.name]:
            yield Gap(path, "displaced-missing", about)
        elif displaced[one.name] > 1:
            yield Gap(path, "displaced-several", about)


def _of_displaced(path: str, row: Displaced, stated: CalculationInput) -> Iterator[Gap]:
    name = co_product_of(row, stated)
    if name not in {one.name for one in goods_of(stated)}:
        names = ", ".join(one.name for one in goods_of(stated) if one.name)
        yield Gap(f"{path}.co_product", "co-product-unknown", {"names": names or "–"})
    if row.market_share is None:
        yield Gap(f"{path}.market_share", "market-share-missing")
    elif not is_dominant(row.market_share):
        share = {"percent": format_decimal(row.market_share)}
        yield Gap(f"{path}.market_share", "not-dominant", share)


def _is_shared(path: str, row: Row) -> bool:
    of_process = not row.only_this_product and row.for_amount is None
    return of_process and not path.startswith("displaced")


def _hints_of_substitution(stated: CalculationInput) -> Iterator[Gap]:
    inputs = [row for _path, row in stated.rows() if not isinstance(row, Displaced)]
    if not any(row.only_this_product or row.for_amount is not None for row in inputs):
        yield Gap("approach", "not-subdivided", is_hint=True)
    named = {one.name: one for one in goods_of(stated)}
    for place, row in enumerate(stated.displaced):
        made = named.get(co_product_of(row, stated))
        if made is not None and (about := _more_than(made, row)):
            path = f"displaced[{place}].quantity"
            yield Gap(path, "displaced-more-than-made", about, is_hint=True)


def _more_than(made: CoProduct, row: Displaced) -> dict[str, str] | None:
    """Both amounts in one unit, where they join and more is displaced than is made."""
    for known, unit in ((made.quantity, made.unit), (made.mass, KILOGRAM)):
        gone = _displaced_in(unit, row) if known is not None and unit else None
        if known is not None and gone is not None and gone > known:
            amounts = {"displaced": format_decimal(gone), "made": format_decimal(known)}
            return {**amounts, "unit": str(unit_symbol(unit))}
    return None


def _displaced_in(unit: str, row: Displaced) -> Decimal | None:
    if row.quantity is None or not row.unit or row.for_amount is not None:
        return None
    try:
        return convert(row.quantity, row.unit, unit)
    except UnitError:
        return None
