"""Uncertainty follows from data quality ratings."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.rollup.spreads import rated_uncertainty
from carbon.uncertainty import PedigreeSet, scored_spread

scores = st.integers(1, 5)
ratings = st.decimals("1", "5", places=2)


@given(scores, scores, scores)
def test_whole_ratings_have_the_spread_of_the_pedigree(
    technological: int, geographical: int, temporal: int
) -> None:
    named = {"technological": technological, "geographical": geographical, "temporal": temporal}
    found = rated_uncertainty(Decimal(technological), Decimal(geographical), Decimal(temporal))
    expected = math.log(scored_spread(named, PedigreeSet.ECOINVENT))
    assert float(found) == pytest.approx(expected, abs=1e-12)


@given(ratings, ratings, ratings)
def test_a_better_rating_never_widens(one: Decimal, other: Decimal, third: Decimal) -> None:
    narrow, wide = (rated_uncertainty(end, third, third) for end in sorted((one, other)))
    assert narrow <= wide


def test_what_is_not_rated_counts_as_the_worst() -> None:
    worst = Decimal(5)
    assert rated_uncertainty(None, None, None) == rated_uncertainty(worst, worst, worst)
    assert float(rated_uncertainty(None, None, None)) == pytest.approx(0.8087, abs=1e-4)
