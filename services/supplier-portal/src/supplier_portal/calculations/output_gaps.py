"""What outputs lack before their burdens can be shared, at the field where it is mended. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carbon.allocation import Basis, CoProduct, QuantityMissing, physical_basis
from carbon.co_products import basis_of_unit, lacking
from carbon.units import convert
from tierzero.i18n import unit_symbol

from .output_rows import CoProduct as Row
from .parts import Gap
from .stated import Approach, CalculationInput
from .texts import CO_PRODUCT, THIS_PRODUCT, filled


@dataclass(frozen=True)
class _Good:
    """An output with the row that states it; the product itself has none."""

    output: CoProduct
    prefix: str = ""
    row: Row | None = None

    @property
    def name(self) -> str:
        """As people call it."""
        if self.row is None:
            return str(THIS_PRODUCT)
        number = int(self.prefix.partition("[")[2].partition("]")[0]) + 1
        return self.output.name or str(filled(CO_PRODUCT, number=number))

    def lacks(self, field: str, code: str, **parameters: str) -> Gap:
        """A gap at a field of the row, or at one of the product's."""
        return Gap(f"{self.prefix}{field}", code, {"output": self.name, **parameters})


def output_gaps(stated: CalculationInput, outputs: Sequence[CoProduct]) -> Iterator[Gap]:
    """Everything that keeps burdens from being shared as the supplier chooses."""
    if stated.approach is Approach.RULE and not (stated.rule_operator and stated.rule_name):
        yield Gap("rule_name", "rule-missing")
    goods = _goods(stated, outputs)
    if len(goods) == 1 or stated.approach in (Approach.SUBDIVIDED, Approach.SUBSTITUTION):
        return
    unstated = [gap for one in goods for gap in _unstated(one)]
    yield from unstated
    if Basis.ECONOMIC in _needed(stated):
        yield from (one.lacks("price", "price-missing") for one in goods if not one.output.price)
    if not unstated:
        yield from _physical_gaps(stated, goods)


def _goods(stated: CalculationInput, outputs: Sequence[CoProduct]) -> list[_Good]:
    rows = [
        (f"co_products[{place}].", row)
        for place, row in enumerate(stated.co_products)
        if not row.is_waste
    ]
    pairs = zip(outputs[1:], rows, strict=True)
    return [_Good(outputs[0]), *(_Good(output, prefix, row) for output, (prefix, row) in pairs)]


def _needed(stated: CalculationInput) -> frozenset[Basis]:
    """Prices too, where the ratio decides."""
    if stated.approach is Approach.RULE:
        return frozenset({stated.rule_basis})
    return frozenset({Basis.ECONOMIC, stated.physical_basis})


def _unstated(good: _Good) -> Iterator[Gap]:
    """A co-product without quantity, or with one that says two things."""
    row = good.row
    if row is None:
        return
    if row.quantity is not None and not row.unit:
        yield good.lacks("unit", "unit-missing")
    elif row.quantity is None and (row.unit or row.mass is None):
        yield good.lacks("quantity", "output-quantity-missing")
    elif row.mass is not None and _weighs_otherwise(row):
        yield good.lacks("mass", "mass-stated-twice")


def _weighs_otherwise(row: Row) -> bool:
    if row.quantity is None or basis_of_unit(row.unit) is not Basis.MASS:
        return False
    return convert(row.quantity, row.unit, "kilogram") != row.mass


def _physical_gaps(stated: CalculationInput, goods: Sequence[_Good]) -> Iterator[Gap]:
    for place, basis in _missing(stated, [one.output for one in goods]):
        yield _gap(goods[place], basis)


def _missing(stated: CalculationInput, outputs: Sequence[CoProduct]) -> Iterator[tuple[int, Basis]]:
    """Which output lacks what; prices are asked for apart."""
    if stated.approach is Approach.RULE:
        if stated.rule_basis is not Basis.ECONOMIC:
            yield from ((place, stated.rule_basis) for place in lacking(outputs, stated.rule_basis))
        return
    try:
        physical_basis(outputs, stated.physical_basis)
    except QuantityMissing as error:
        yield from ((place, error.basis) for place in error.places)


def _gap(good: _Good, basis: Basis) -> Gap:
    match basis:
        case Basis.ENERGY:
            return _without_energy(good)
        case Basis.VOLUME:
            return good.lacks("output_amount" if good.row is None else "unit", "volume-missing")
        case _:
            if good.row is None:
                return good.lacks("output_amount", "mass-missing")
            return good.lacks("mass", "output-mass-missing")


def _without_energy(good: _Good) -> Gap:
    """No heating value, or one of a mass or volume that is not stated."""
    output = good.output
    if not output.lower_heating_value:
        return good.lacks("heating_value", "heating-value-of-output-missing")
    units = {"unit": output.unit, "per": output.heating_value_unit}
    shown = {name: str(unit_symbol(unit)) for name, unit in units.items()}
    return good.lacks("heating_value_unit", "heating-value-not-joined", **shown)
