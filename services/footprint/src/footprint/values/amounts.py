"""Reading the parts that several kinds of activity share."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from carbon.scope3 import activities as known
from carbon.scope3.quantities import InvalidShare, Quantity, checked_whole
from carbon.scope3.transport import Leakage
from carbon.units import known_unit
from footprint.values.reading import not_negative, text
from tierzero.agents import Unusable
from tierzero.procurement.v1 import activity_pb2 as contract

_ONE = Decimal(1)


def number(value: str, name: str) -> Decimal | None:
    """A number that may be absent; raises Unusable below zero."""
    return not_negative(value, name) if value else None


def share(value: str, name: str, absent: Decimal = _ONE) -> Decimal:
    """A part from 0 to 1; raises Unusable."""
    part = not_negative(value, name) if value else absent
    if part > 1:
        raise Unusable("invalid-share", f"{name} must be from 0 to 1, not {value}")
    return part


def measure(value: str, unit: str, name: str, classes: Iterable[str] = ()) -> known.Amount:
    """A number in a known unit; raises Unusable."""
    if not known_unit(unit):
        raise Unusable("unknown-unit", f"{name} {unit[:80]!r} is no unit")
    return known.Amount(not_negative(value, name), unit, tuple(classes))


def amount(stated: contract.Amount, name: str) -> known.Amount:
    """An amount with the classes of its factor; raises Unusable."""
    return measure(stated.value, stated.unit, name, stated.classifications)


def amounts(stated: Iterable[contract.Amount], name: str) -> tuple[known.Amount, ...]:
    """Several amounts; raises Unusable."""
    return tuple(amount(one, name) for one in stated)


def optional(message: Any, field: str) -> known.Amount | None:
    """An amount that may be absent; raises Unusable."""
    return amount(getattr(message, field), field) if message.HasField(field) else None


def measured(message: Any, field: str) -> known.Amount | None:
    """A number with its unit beside it, such as ``mass`` and ``mass_unit``."""
    value = getattr(message, field)
    unit = getattr(message, "distance_unit" if "distance" in field else f"{field}_unit")
    return measure(value, unit, field) if value else None


def leakages(stated: Iterable[contract.Leakage]) -> tuple[Leakage, ...]:
    """Gases that escaped; raises Unusable."""
    return tuple(_leakage(one) for one in stated)


def _leakage(stated: contract.Leakage) -> Leakage:
    mass = measure(stated.mass, stated.mass_unit, "leakage.mass")
    return Leakage(text(stated.gas, "leakage.gas"), Quantity(mass.value, mass.unit))


def treatments(stated: Iterable[contract.Share]) -> tuple[known.Share, ...]:
    """Parts that make a whole; raises Unusable."""
    shares = [known.Share(share(one.share, "share"), tuple(one.classifications)) for one in stated]
    try:
        checked_whole(one.share for one in shares)
    except InvalidShare as error:
        raise Unusable("invalid-share", f"treatments add up to {error}, not to 1") from error
    return tuple(shares)
