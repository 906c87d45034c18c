"""Outputs of a joint process: stated by mass, energy or volume, and what is known of each.

PACT methodology v3, allocation: physical shares are by mass as a rule, or by energy or volume. Each
conversion is exact; between two dimensions it needs what the supplier states of the output itself
(its mass, its heating value). A density is never assumed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic, plain
from carbon.units import convert, dimension

_NONE = Decimal(0)


class Basis(StrEnum):
    """What shares are taken in proportion to."""

    MASS = "mass"
    ENERGY = "energy"
    VOLUME = "volume"
    ECONOMIC = "economic"


COMMON_UNITS: Mapping[Basis, str] = {
    Basis.MASS: "kilogram",
    Basis.VOLUME: "cubic meter",
    Basis.ENERGY: "megajoule",
}
"""Physical bases in the order in which they are taken, and the unit in which each is counted."""


class AllocationError(ValueError):
    """No shares can be formed; `code` is stable."""

    code = "allocation-impossible"


class QuantityMissing(AllocationError):
    """Outputs whose mass, energy or volume is not known, at `places`; `basis` is what lacks."""

    code = "allocation-quantity-missing"

    def __init__(self, outputs: Sequence["CoProduct"], basis: Basis) -> None:
        self.basis = basis
        self.places = lacking(outputs, basis)
        names = ", ".join(outputs[place].name or f"output {place + 1}" for place in self.places)
        super().__init__(f"{names}: no {basis} is known; {_REMEDIES[basis]}")


@dataclass(frozen=True)
class CoProduct:
    """One output: how much of which unit, the price of one such unit, and what joins dimensions."""

    name: str
    quantity: Decimal
    price: Decimal
    lower_heating_value: Decimal = _NONE
    """MJ (net) of one `heating_value_unit`; nothing where it is not known."""
    unit: str = COMMON_UNITS[Basis.MASS]
    heating_value_unit: str = COMMON_UNITS[Basis.MASS]
    """Of a mass or a volume."""
    kilograms: Decimal | None = None
    """Mass of the whole quantity, where it is stated apart."""

    @property
    def value(self) -> Decimal:
        """Price × quantity, exact; nothing without a price."""
        with exact_arithmetic():
            return self.price * self.quantity


def basis_of_unit(unit: str) -> Basis | None:
    """Mass, energy or volume as the unit measures; None for any other. Raises UnknownUnit."""
    measured = dimension(unit)
    return next((one for one, named in COMMON_UNITS.items() if dimension(named) == measured), None)


def amount(output: CoProduct, basis: Basis) -> Decimal | None:
    """kg, MJ (net), m³ or money of an output; None where it is not known or not above zero."""
    known = output.value if basis is Basis.ECONOMIC else _physical(output, basis)
    return known if known is not None and known > 0 else None


def lacking(outputs: Sequence[CoProduct], basis: Basis) -> tuple[int, ...]:
    """Places of the outputs of which the amount is not known."""
    return tuple(place for place, one in enumerate(outputs) if amount(one, basis) is None)


def physical_basis(outputs: Sequence[CoProduct], wished: Basis = Basis.MASS) -> Basis:
    """What the outputs are shared by physically.

    As wished where that is energy or volume. Mass is the methodology's default and gives way to
    volume, then energy, where only these are known of all. Raises QuantityMissing.
    """
    candidates = tuple(COMMON_UNITS) if wished is Basis.MASS else (wished,)
    for basis in candidates:
        if not lacking(outputs, basis):
            return basis
    raise QuantityMissing(outputs, wished if wished is not Basis.MASS else _nearest(outputs))


def _nearest(outputs: Sequence[CoProduct]) -> Basis:
    """Energy has no mass and never will have: the others then need a heating value."""
    is_energy = (basis_of_unit(one.unit) is Basis.ENERGY and not one.kilograms for one in outputs)
    return Basis.ENERGY if any(is_energy) else Basis.MASS


def _physical(output: CoProduct, basis: Basis) -> Decimal | None:
    if basis is Basis.MASS and output.kilograms is not None:
        return output.kilograms
    if basis_of_unit(output.unit) is basis:
        return convert(output.quantity, output.unit, COMMON_UNITS[basis])
    return _heat(output) if basis is Basis.ENERGY else None


def _heat(output: CoProduct) -> Decimal | None:
    """Net energy by the heating value; of the mass or volume that it is stated for."""
    measured = basis_of_unit(output.heating_value_unit)
    if measured is None or measured is Basis.ENERGY:
        return None
    known = _physical(output, measured)
    if known is None:
        return None
    times = convert(known, COMMON_UNITS[measured], output.heating_value_unit)
    with exact_arithmetic():
        return plain(times * output.lower_heating_value)


_REMEDIES: Mapping[Basis, str] = {
    Basis.MASS: "state its mass, or an energy or volume for every output",
    Basis.ENERGY: "state its heating value, or its quantity in a unit of energy",
    Basis.VOLUME: "state its quantity in a unit of volume, or share by mass or energy",
    Basis.ECONOMIC: "state its price",
}
