"""Bills of materials over several tiers: any order of facts gives what one batch gives."""

from typing import Any

from hypothesis import given, settings

from tests.unit.footprint.bus import results
from tests.unit.footprint.test_order import expected, play, seeds
from tests.unit.footprint.tiers import tiers


@settings(max_examples=200, deadline=None)
@given(tiers, seeds)
def test_any_order_of_tiers_gives_what_one_batch_gives(world: list[Any], seed: int) -> None:
    found, wanted = results(play(world, seed).networks), expected(world)
    assert found.roll_ups == wanted.roll_ups
    assert found.lines == wanted.lines
    assert found.inventories == wanted.inventories
