"""What pricing one activity gives."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """kgCO2e without any rounding, by which of the contract's methods, and whether a source is
    stated in another set of potentials than the policy's."""

    kilograms: Fraction
    method: Any
    is_foreign: bool = False
