"""Declared units of PACT v3 between the contract's enum and the carbon library's."""

from typing import Any

from carbon.units import DeclaredUnit
from tierzero.common.v1 import unit_pb2

_PREFIX = "DECLARED_UNIT_"


def declared_unit_to_message(unit: DeclaredUnit) -> Any:
    """The contract's value: ``ton kilometer`` → ``DECLARED_UNIT_TON_KILOMETER``."""
    return unit_pb2.DeclaredUnit.Value(_PREFIX + unit.value.upper().replace(" ", "_"))


def declared_unit_from_message(value: int) -> DeclaredUnit | None:
    """The carbon library's value; None where the contract's is unspecified or from the future."""
    return _UNITS.get(value)


_UNITS = {declared_unit_to_message(unit): unit for unit in DeclaredUnit}
