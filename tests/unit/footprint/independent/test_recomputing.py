"""Code that shares nothing with the service comes to the same figures, within half a milligram."""

from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from footprint.bundles import Bundle
from footprint.routing.events import ROUTES
from footprint.verify.independent.admission import is_usable
from footprint.verify.independent.comparing import Comparison, compare
from footprint.verify.independent.recomputing import recompute as recompute_independently
from footprint.verify.oracle import latest, recompute
from tests.unit.footprint.bus import results
from tests.unit.footprint.independent.rich_worlds import footprint, operation, purchase, rich_worlds
from tests.unit.footprint.test_order import play
from tests.unit.footprint.worlds import worlds
from tierzero.agents import Unusable

PLACES = {
    field.message_type.name: (topic, admit, field.name)
    for topic, admit, _ in ROUTES
    for field in topic.envelope.DESCRIPTOR.fields
}


def admitted(fact: Any) -> Bundle | None:
    """What the router makes of a message with the fact alone."""
    topic, admit, field = PLACES[type(fact).__name__]
    envelope = topic.envelope()
    getattr(envelope, field).append(fact)
    try:
        return admit(envelope)
    except Unusable:
        return None


def compared(world: Iterable[Any]) -> Comparison:
    """The service's own rules in one batch beside the independent ones."""
    facts = [*world]
    bundles = [bundle for bundle in map(admitted, facts) if bundle is not None]
    batch = recompute(latest(bundles))
    return compare(batch.lines, batch.inventories, recompute_independently(facts))


@settings(max_examples=600, deadline=None)
@given(rich_worlds)
def test_every_kind_of_activity_comes_to_the_same_figure(world: list[Any]) -> None:
    found = compared(world)
    assert not found.faults
    assert found.line.difference <= found.line.bound


@settings(max_examples=300, deadline=None)
@given(worlds, st.integers(0, 2**32))
def test_what_the_service_keeps_step_by_step_is_within_the_bounds(
    world: list[Any], seed: int
) -> None:
    kept = results(play(world, seed).networks)
    found = compare(kept.lines, kept.inventories, recompute_independently(world))
    assert not found.faults


@settings(max_examples=600, deadline=None)
@given(st.one_of(operation(), footprint(), purchase()))
def test_both_refuse_the_same_facts(fact: Any) -> None:
    assert is_usable(fact) == (admitted(fact) is not None)
