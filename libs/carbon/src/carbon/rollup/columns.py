"""What a row of the roll-up holds: one product's value and the indicators that travel with it.

Eight float64 make one row, which is one cache line. Shares and ratings are means weighted by the
absolute contribution of each part (PACT methodology v3, primary data share and data quality
ratings); the uncertainty is combined to first order, taking the parts as independent.
"""

from typing import Final

VALUE: Final = 0
"""kgCO2e per one declared unit, pcfExcludingBiogenicUptake."""

UNCERTAINTY: Final = 1
"""ln GSD² of the value: its 95 % interval is value / e^u to value × e^u."""

PRIMARY_DATA_SHARE: Final = 2
"""Per cent."""

TECHNOLOGICAL_DQR: Final = 3
GEOGRAPHICAL_DQR: Final = 4
TEMPORAL_DQR: Final = 5
"""Ratings from 1 (best) to 5 (worst)."""

FILLED_SHARE: Final = 6
"""Per cent that rests on emission factors standing in for parts without data."""

VERIFIED_SHARE: Final = 7
"""Per cent that a third party has verified."""

WIDTH: Final = 8
