"""Quality as facts state it."""

from decimal import Decimal

from carbon.scope3.inputs import Ratings
from footprint.values.reading import decimal, not_negative
from tierzero.agents import Unusable
from tierzero.supplier_portal.v1.footprint_pb2 import DataQualityIndicators

_ALL = 100


def ratings_from_message(stated: DataQualityIndicators, path: str) -> Ratings:
    """Three ratings from 1 to 5, each of which may be absent; raises Unusable."""
    return Ratings(
        _rating(stated.technological_dqr, f"{path}.technological_dqr"),
        _rating(stated.geographical_dqr, f"{path}.geographical_dqr"),
        _rating(stated.temporal_dqr, f"{path}.temporal_dqr"),
    )


def percentage(value: str, path: str) -> Decimal | None:
    """A number from 0 to 100 that may be absent; raises Unusable."""
    share = not_negative(value, path) if value else None
    if share is not None and share > _ALL:
        raise Unusable("invalid-share", f"{path} must be from 0 to 100, not {value}")
    return share


def _rating(value: str, path: str) -> Decimal | None:
    rating = decimal(value, path) if value else None
    if rating is not None and not 1 <= rating <= 5:
        raise Unusable("invalid-rating", f"{path} must be from 1 to 5, not {value}")
    return rating
