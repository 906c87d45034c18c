"""How many declared units one unit of a purchase is, for all pairs that a message needs."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import numpy as np

from carbon.units import convert, dimension, known_unit
from tierzero.facts import declared_unit_from_message

_ONE = Decimal(1)
_FITS = 2**62
_MOST_ZEROS = 30
_NONE = (0, 0, 0)

Multiple = tuple[int, int, int]
"""Whether the units join, and mantissa and exponent where they do."""


def multiples_of(units: Sequence[str], declared: Sequence[int]) -> Any:
    """By unit and declared unit (of the contract) how many of the latter one of the former is."""
    return np.array([[multiple(unit, one) for one in declared] for unit in units], np.int64)


@lru_cache(maxsize=1_024)
def multiple(unit: str, stated: int) -> Multiple:
    """A mass may still be joined with any unit by the product's own, which is left to
    `carbon.scope3`, as are multiples that are no short decimals."""
    declared = declared_unit_from_message(stated)
    if declared is None or not known_unit(unit) or dimension(unit) != dimension(declared):
        return _NONE
    _, digits, exponent = convert(_ONE, unit, declared).normalize().as_tuple()
    mantissa = int("".join(map(str, digits)))
    fits = mantissa < _FITS and isinstance(exponent, int) and abs(exponent) <= _MOST_ZEROS
    return (1, mantissa, int(exponent)) if fits else _NONE
