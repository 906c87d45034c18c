"""Primary data share, data quality ratings and uncertainty by the reference's vectors."""

import math
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.quality import (
    Part,
    data_quality_rating,
    primary_data_share,
    share_of_part,
    temporal_rating,
)
from carbon.uncertainty import (
    PEDIGREE,
    NotLognormal,
    PedigreeSet,
    interval,
    moment_matched_sum,
    pedigree_spread,
    product_spread,
    scored_spread,
    sum_spread,
)


def parts(*pairs: tuple[str, str | None]) -> list[Part]:
    return [
        Part(Decimal(value), None if indicator is None else Decimal(indicator))
        for value, indicator in pairs
    ]


def test_primary_data_share_of_the_reference() -> None:
    known = parts(("800", "36"), ("2400", "0"), ("90", None), ("1000", "100"))
    assert round(primary_data_share(known) or 0, 2) == Decimal("30.02")


def test_primary_data_share_of_the_roll_up() -> None:
    known = parts(("1.88", "60"), ("0.34", "0"), ("0.744", "100"), ("0.5", "100"))
    assert round(primary_data_share(known) or 0, 2) == Decimal("68.48")


def test_removals_weigh_by_their_size() -> None:
    assert primary_data_share(parts(("10", "100"), ("-10", "0"))) == 50


def test_a_missing_rating_is_the_worst() -> None:
    assert data_quality_rating(parts(("3", "1"), ("1", None))) == 2


def test_nothing_emitted_has_no_rating() -> None:
    assert data_quality_rating(parts(("0", "1"))) is None


def test_primary_needs_both_activity_and_factor() -> None:
    both = [share_of_part(one, other) for one in (True, False) for other in (True, False)]
    assert both == [100, 0, 0, 0]


@pytest.mark.parametrize(
    ("days", "rating"),
    [(0, 1), (366, 1), (367, 2), (731, 2), (1096, 3), (1461, 4), (1462, 5), (-400, 2)],
)
def test_time_rating(days: int, rating: int) -> None:
    assert temporal_rating(timedelta(days=days)) == rating


def test_unknown_time_is_the_worst() -> None:
    assert temporal_rating(None) == 5


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ((1.10, 1.05, 1.20, 1.02, 1.20), 1.3230),
        ((1.5, 1.2, 1.5, 1.1, 2.0), 2.5164),
        ((1.1, 1.05, 1.1, 1.02, 1.2), 1.2621),
    ],
)
def test_pedigree_vectors(factors: tuple[float, ...], expected: float) -> None:
    assert round(pedigree_spread(factors), 4) == expected


def test_scores_choose_the_factors() -> None:
    good = {
        "reliability": 2,
        "completeness": 2,
        "temporal": 3,
        "geographical": 2,
        "technological": 2,
    }
    assert round(scored_spread(good), 4) == 1.3230
    best = dict.fromkeys(PEDIGREE[PedigreeSet.ECOINVENT], 1)
    assert scored_spread(best, PedigreeSet.ECOINVENT, basic=1.05) == pytest.approx(1.05)
    with pytest.raises(IndexError):
        scored_spread({"reliability": 0})
    with pytest.raises(IndexError):
        scored_spread({"reliability": 5})


@pytest.mark.parametrize("table", list(PedigreeSet))
def test_a_worse_score_never_narrows(table: PedigreeSet) -> None:
    for factors in PEDIGREE[table].values():
        assert list(factors) == sorted(factors)
        assert factors[0] == 1


def test_the_sum_of_the_reference() -> None:
    assert round(sum_spread([(60, 1.3), (40, 1.8)]), 4) == 1.3270


def test_independent_parts_of_a_sum_make_up_for_each_other() -> None:
    assert sum_spread([(50, 1.5), (50, 1.5)]) == pytest.approx(1.5 ** (1 / math.sqrt(2)))


def test_exact_moments_of_one_part_are_its_own() -> None:
    mean, spread = moment_matched_sum([(100, 1.5)])
    sigma = math.log(1.5) / 2
    assert mean == pytest.approx(100 * math.exp(sigma**2 / 2))
    assert spread == pytest.approx(1.5)


@given(st.lists(st.tuples(st.floats(0.1, 1e6), st.floats(1, 2)), min_size=1, max_size=8))
def test_both_ways_to_add_agree_for_small_spreads(known: list[tuple[float, float]]) -> None:
    _, exact = moment_matched_sum(known)
    assert 1 <= sum_spread(known) <= max(spread for _, spread in known) + 1e-9
    assert exact == pytest.approx(sum_spread(known), rel=0.05)


def test_spreads_of_products_grow() -> None:
    assert product_spread([1.2, 1.3]) == pytest.approx(
        math.exp(math.hypot(math.log(1.2), math.log(1.3)))
    )


def test_interval_and_what_is_not_lognormal() -> None:
    assert interval(100, 1.25).low == 80
    assert interval(100, 1.25).high == 125
    for broken in (lambda: interval(1, 0.9), lambda: sum_spread([(0, 1.1)])):
        with pytest.raises(NotLognormal):
            broken()
