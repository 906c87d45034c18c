"""Rows at the edge of the roll-up: decimals in, decimals out, missing data made explicit."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from carbon.quantum import Milligrams, to_milligrams
from carbon.rollup import columns
from carbon.rollup.sparse import Numbers

_WORST_RATING = 5.0
_ALL = 100.0


@dataclass(frozen=True)
class OwnPart:
    """What a product adds beyond its inputs: own processes, or a whole footprint without recipe.

    kgCO2e per one declared unit. A missing primary data share counts 0 and a missing rating 5, as
    PACT methodology v3 asks; a missing uncertainty is taken as certain, None as in the others.
    """

    value: Decimal
    uncertainty: Decimal | None = None
    primary_data_share: Decimal | None = None
    technological_dqr: Decimal | None = None
    geographical_dqr: Decimal | None = None
    temporal_dqr: Decimal | None = None
    is_filled: bool = False
    is_verified: bool = False


@dataclass(frozen=True)
class RolledUp:
    """One product's row as the outside reads it; the value is the float64's exact decimal."""

    value: Decimal
    uncertainty: float
    primary_data_share: float
    technological_dqr: float
    geographical_dqr: float
    temporal_dqr: float
    filled_share: float
    verified_share: float

    @property
    def milligrams(self) -> Milligrams:
        """The value of one declared unit, rounded once."""
        return to_milligrams(self.value)


def own_row(part: OwnPart) -> Numbers:
    """The part as a row; every decimal becomes the nearest float64."""
    row = np.zeros(columns.WIDTH, np.float64)
    row[columns.VALUE] = float(part.value)
    row[columns.UNCERTAINTY] = float(part.uncertainty or 0)
    row[columns.PRIMARY_DATA_SHARE] = float(part.primary_data_share or 0)
    row[columns.TECHNOLOGICAL_DQR] = _rating(part.technological_dqr)
    row[columns.GEOGRAPHICAL_DQR] = _rating(part.geographical_dqr)
    row[columns.TEMPORAL_DQR] = _rating(part.temporal_dqr)
    row[columns.FILLED_SHARE] = _ALL if part.is_filled else 0.0
    row[columns.VERIFIED_SHARE] = _ALL if part.is_verified else 0.0
    return row


def rolled_up(row: Numbers) -> RolledUp:
    """A row of the state for the outside."""
    value, *indicators = (float(number) for number in row)
    return RolledUp(Decimal(value), *indicators)


def _rating(rating: Decimal | None) -> float:
    return _WORST_RATING if rating is None else float(rating)
