"""What pricing one activity gives."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


class Undecided(Exception):
    """A figure is so large that nothing can be said of it."""


@dataclass(frozen=True)
class Outcome:
    """kgCO2e without any rounding, by which of the contract's methods, whether a source is
    stated in another set of potentials than the policy's, and the most that a figure in float64
    may be off."""

    kilograms: Fraction
    method: Any
    is_foreign: bool = False
    off: Fraction = Fraction(0)
