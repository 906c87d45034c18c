"""Blocks of equal neighbours say what plain columns say, and are written only where they are
shorter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footprint.networks.rollups.variants import in_blocks
from tierzero.facts.roll_ups import Key, RollUps, listen, places_of
from tierzero.footprint.v1.roll_up_pb2 import RollUpChange, RollUpRoster, RollUpsChanged

HEAD = RollUpChange(network_id="plant", year=2024, revision=3, known_at=[17])
NUMBERS = (7, 8, 10)
"""Values, uncertainties, technological ratings."""


def heard(places: list[int], message: bytes) -> dict[str, dict[str, float]]:
    """What a listener makes of it, by product."""
    names = [f"p{place}" for place in range(places[-1] + 1)]
    known: dict[Key, RollUps] = {}
    roster = RollUpRoster(network_id="plant", year=2024, product_ids=names)
    listen(known, RollUpsChanged(rosters=[roster]))
    listen(known, RollUpsChanged.FromString(message))
    return known["plant", 2024].figures()


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1_024, 3_000),
    st.sampled_from([1, 2, 3, 40]),
    st.lists(st.sampled_from([1, 3, 17, 250, 10_000]), min_size=3, max_size=3),
    st.lists(st.integers(1, 400), min_size=3, max_size=3),
    st.integers(0, 2**32),
)
def test_a_listener_hears_every_figure(
    count: int, gap: int, pools: list[int], runs: list[int], seed: int
) -> None:
    """Columns of few and many values, that come in long and short runs, at near and far places."""
    chance = np.random.default_rng(seed)
    places = np.cumsum(chance.integers(1, gap + 1, count)).astype(np.int64)
    columns = np.empty((3, count))
    for row, pool, run in zip(columns, pools, runs, strict=True):
        drawn = chance.choice(chance.normal(size=pool), count // run + 1)
        row[:] = np.repeat(drawn, run)[:count]
    written = in_blocks(HEAD.SerializeToString(), places, columns.view(np.int64), NUMBERS)
    if written is None:
        return
    assert len(written) < columns.nbytes
    changes = RollUpsChanged.FromString(written).changes
    assert [place for change in changes for place in places_of(change)] == places.tolist()
    figures = heard(places.tolist(), written)
    assert len(figures) == count
    for name, row in zip(("values", "uncertainties", "technological_dqrs"), columns, strict=True):
        assert [figures[f"p{place}"][name] for place in places.tolist()] == row.tolist()
    assert {figure["known_at"] for figure in figures.values()} == {17}


@pytest.mark.parametrize("alike", [1, 2, 3, 600])
def test_blocks_are_written_where_neighbours_are_equal(alike: int) -> None:
    values = np.repeat(np.arange(6_000 // alike) / 7, alike)
    columns = values.reshape(1, -1).view(np.int64)
    written = in_blocks(HEAD.SerializeToString(), np.arange(len(values)), columns, (7,))
    if alike == 1:
        assert written is None, "no two are equal"
    else:
        assert written is not None
        assert len(written) < {2: 0.75, 3: 0.6, 600: 0.15}[alike] * values.nbytes


def test_few_products_are_told_as_ever() -> None:
    columns = np.zeros((1, 1_000), np.int64)
    assert in_blocks(HEAD.SerializeToString(), np.arange(1_000), columns, (7,)) is None
