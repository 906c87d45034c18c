"""A line's whole calculation in one row of numbers, for recomputing it by hand.

Numbers, signs and parentheses alone give the kilograms: every conversion is written out.
"""

from footprint.why.calculation.calculating import calculation_of

__all__ = ["calculation_of"]
