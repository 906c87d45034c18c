"""From a statement and its pins to lines, or to what keeps a row from being one. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from carbon.calculation.model import Composition, DataType, Factor, Line, Ratings, Stage
from carbon.calculation.substituting import credited
from carbon.decimals import exact_arithmetic
from carbon.units import DeclaredUnit, UnitError, convert, convert_for_product, dimension
from tierzero.i18n import unit_name

from .displacing import counted_rows
from .model import Calculation, Kind, Pin
from .parts import Gap, Part, Surroundings, factor_of_pin, own_factor
from .references import of_row
from .rows import Displaced, FuelRow, Leg, Row, SourcedRow

STAGES = {
    "displaced": Stage.CREDIT,
    "materials": Stage.MATERIALS,
    "packaging": Stage.PACKAGING,
    "electricity": Stage.ENERGY,
    "fuels": Stage.ENERGY,
    "other_energy": Stage.ENERGY,
    "transport": Stage.TRANSPORT,
    "gases": Stage.PROCESS,
    "waste": Stage.WASTE,
}
_ONE = Decimal(1)
_WORK = DeclaredUnit.TON_KILOMETER.value
_ENERGY = DeclaredUnit.MEGAJOULE.value


class Missing(Exception):
    """A row cannot be a line yet."""

    def __init__(self, field: str, code: str, **parameters: str) -> None:
        super().__init__(code)
        self.field, self.code, self.parameters = field, code, parameters


@dataclass(frozen=True)
class Amount:
    """A quantity in a unit."""

    quantity: Decimal
    unit: str


def assemble(calculation: Calculation) -> tuple[list[Part], list[Gap]]:
    """Every part that can be computed, and a gap for each row that cannot."""
    parts: list[Part] = []
    gaps: list[Gap] = []
    for path, row in counted_rows(calculation.stated):
        try:
            parts += _parts(calculation, path, row)
        except Missing as missing:
            gaps.append(Gap(f"{path}.{missing.field}", missing.code, missing.parameters))
    return [*parts, *_captured(calculation)], gaps


def _parts(calculation: Calculation, path: str, row: Row) -> Iterator[Part]:
    around = Surroundings(calculation.stated.site, calculation.period_end)
    factor, pin = _factor(calculation, row, around)
    amount = _amount(row, pin)
    line = _line(path, row, amount, factor)
    _refuse_other_units(line)
    name = row.name or (pin.name if pin else "") or getattr(row, "source_name", "")
    if isinstance(row, Displaced):
        kept = credited(replace(line, key=f"{path}.credit"))
        yield Part(kept, name, path, row, pin)
        return
    yield Part(line, name, path, row, pin)
    if pin and pin.outbound_logistics:
        yield _delivered(Part(line, name, path, row, pin), pin.outbound_logistics)
    if isinstance(row, FuelRow) and row.upstream is not None:
        yield _upstream(Part(line, name, path, row, None), row.upstream, pin)


def _factor(calculation: Calculation, row: Row, around: Surroundings) -> tuple[Factor, Pin | None]:
    for reference in of_row(row):
        if pin := calculation.pins.get(reference):
            return factor_of_pin(pin, row, around), pin
    own = own_factor(row, around) if isinstance(row, SourcedRow) else None
    if own is not None:
        return own, None
    if isinstance(row, SourcedRow) and row.names_product:
        raise Missing("product", "no-usable-footprint")
    raise Missing(_source_field(row), "factor-missing")


def _source_field(row: Row) -> str:
    if isinstance(row, Leg):
        return "mode"
    if isinstance(row, SourcedRow):
        return "value"
    return next((name for name in ("fuel", "gas", "generation") if hasattr(row, name)), "unit")


def _amount(row: Row, pin: Pin | None) -> Amount:
    if row.quantity is None:
        raise Missing("quantity", "quantity-missing")
    if not row.unit:
        raise Missing("unit", "unit-missing")
    known = Amount(row.quantity, row.unit)
    if isinstance(row, Leg):
        return _transport_work(row, known)
    return _heat(row, known, pin) if isinstance(row, FuelRow) else known


def _transport_work(row: Leg, moved: Amount) -> Amount:
    """Mass × distance in t·km, where the quantity is a mass (technical guidance, chapter 4)."""
    if dimension(moved.unit) != dimension("kilogram"):
        return moved
    if row.distance is None:
        raise Missing("distance", "distance-missing")
    with exact_arithmetic():
        return Amount(convert(moved.quantity, moved.unit, "tonne") * row.distance, _WORK)


def _heat(row: FuelRow, burnt: Amount, pin: Pin | None) -> Amount:
    """Energy of the fuel: as stated, by its own heating value, or by IPCC's per tonne."""
    with exact_arithmetic():
        if row.heating_value is not None:
            return Amount(burnt.quantity * row.heating_value, _ENERGY)
        if dimension(burnt.unit) == dimension(_ENERGY):
            return burnt
        if pin and pin.heating_value and dimension(burnt.unit) == dimension("kilogram"):
            tonnes = convert(burnt.quantity, burnt.unit, "tonne")
            return Amount(tonnes * pin.heating_value, "gigajoule")
    raise Missing("heating_value", "heating-value-missing", unit=str(unit_name(burnt.unit)))


def _line(path: str, row: Row, amount: Amount, factor: Factor) -> Line:
    return Line(
        key=path,
        stage=STAGES[path.partition("[")[0]],
        quantity=amount.quantity,
        unit=amount.unit,
        factor=factor,
        for_amount=row.for_amount,
        shared=not row.only_this_product,
        measured=row.measured,
    )


def _refuse_other_units(line: Line) -> None:
    factor = line.factor
    try:
        convert_for_product(_ONE, line.unit, factor.unit, factor.mass_per_unit)
    except UnitError as error:
        names = {"unit": unit_name(line.unit), "factor_unit": unit_name(factor.unit)}
        shown = {name: str(value) for name, value in names.items()}
        raise Missing("unit", "unit-not-convertible", **shown) from error


def _delivered(part: Part, logistics: Decimal) -> Part:
    """Transport that the part's supplier pays for and states beside its footprint."""
    factor = replace(part.line.factor, emissions=Composition(fossil=logistics))
    key = f"{part.line.key}.logistics"
    return replace(part, line=replace(part.line, key=key, stage=Stage.TRANSPORT, factor=factor))


def _upstream(part: Part, per_gigajoule: Decimal, pin: Pin | None) -> Part:
    """Extraction and transport of a fuel, by the supplier's own factor."""
    factor = Factor(
        Composition(fossil=per_gigajoule), "gigajoule", ratings=part.line.factor.ratings
    )
    line = replace(part.line, key=f"{part.line.key}.upstream", factor=factor)
    name = part.name or (pin.name if pin else "")
    return replace(part, line=line, name=name)


def _captured(calculation: Calculation) -> Iterator[Part]:
    """CO2 that the process stores for good, as a deduction of its own."""
    stated = calculation.stated
    if not stated.capture_included or not stated.captured:
        return
    kept = Factor(
        Composition(capture=-_ONE),
        "kilogram",
        data_type=DataType.PRIMARY,
        primary_data_share=Decimal(100),
        ratings=Ratings(_ONE, _ONE, _ONE),
    )
    line = Line("captured", Stage.CAPTURE, stated.captured, "kilogram", kept)
    yield Part(line, stated.capture_origin, "captured")


def is_footprint(part: Part) -> bool:
    """Whether a supplier's footprint is the source."""
    return part.pin is not None and part.pin.kind is Kind.FOOTPRINT
