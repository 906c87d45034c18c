"""Rows at the edge of the roll-up: decimals in, decimals out, missing data made explicit."""

from decimal import Decimal

import numpy as np

from carbon.rollup import columns
from carbon.rollup.figures import OwnPart, RolledUp
from carbon.rollup.sparse import Numbers

__all__ = ["OwnPart", "RolledUp", "own_row", "rolled_up"]

_WORST_RATING = 5.0
_ALL = 100.0


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
