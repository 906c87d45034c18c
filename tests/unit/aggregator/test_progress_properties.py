"""Progress depends on the set of facts alone: not on their order, repetition or grouping."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aggregator.facts.intake import newer_than
from aggregator.progress.calculation import progress_of
from aggregator.progress.contract import fact_of
from aggregator.progress.inputs import Inputs
from carbon.initiatives import Direction, InitiativeState
from tests.unit.aggregator.builders import FACTORY, RECORDED, initiative, inventory, target

inventories = st.builds(
    inventory,
    st.integers(2018, 2027),
    st.integers(0, 10**12),
    category=st.integers(1, 15),
    suppliers=st.integers(0, 5),
    line_count=st.integers(1, 9),
)
initiatives = st.builds(
    initiative,
    st.uuids().map(str),
    st.sampled_from(["supplier-1", "supplier-2", "supplier-3", "supplier-4", FACTORY]),
    kind=st.sampled_from(["SRC-MAT", "SRC-RE", "VC-LOG", "OFF", "not-in-the-taxonomy"]),
    state=st.sampled_from(list(InitiativeState)),
    measured=st.dictionaries(st.integers(2020, 2026), st.sampled_from(["1.25", "0", "-3", "77"])),
    direction=st.sampled_from(list(Direction)),
)


def cells(found: list[Any]) -> list[Any]:
    """One inventory for each category and year, as identities guarantee it."""
    return list({(one.category, one.year): one for one in found}.values())


@given(st.lists(inventories, max_size=12).map(cells), st.lists(initiatives, max_size=8), st.data())
def test_the_order_of_facts_does_not_show(
    facts: list[Any], measures: list[Any], data: st.DataObject
) -> None:
    targets = [target(), target(direction=target().direction.DOWNSTREAM)]
    straight = progress_of(Inputs(FACTORY, facts, measures, targets))
    mixed = progress_of(
        Inputs(
            FACTORY,
            data.draw(st.permutations(facts)),
            data.draw(st.permutations(measures)),
            data.draw(st.permutations(targets)),
        )
    )
    assert stated(straight) == stated(mixed)


def stated(progress: Any) -> list[bytes]:
    """What goes to the bus, byte by byte."""
    facts = [fact_of(FACTORY, one, 1, RECORDED) for one in progress]
    return [fact.SerializeToString(deterministic=True) for fact in facts]


@given(st.lists(inventories, max_size=12).map(cells))
def test_directions_divide_the_inventory_without_rest(facts: list[Any]) -> None:
    up, down, own = progress_of(Inputs(FACTORY, facts))
    told = sum((one.emissions or Decimal(0) for one in (*up.years, *down.years)), Decimal(0))
    assert told * 10**9 == sum(one.total for one in facts)
    assert own.years == ()


documents = st.builds(
    lambda identifier, version: {
        "_id": identifier,
        "version": version,
        "value": (identifier, version),
    },
    st.sampled_from("abc"),
    st.integers(1, 5),
)


@given(st.lists(documents, max_size=12), st.data())
def test_deliveries_in_any_order_and_grouping_leave_the_same_facts(
    facts: list[Any], data: st.DataObject
) -> None:
    repeated = [
        *facts,
        *data.draw(st.lists(st.sampled_from(facts), max_size=6) if facts else st.just([])),
    ]
    cut = data.draw(st.integers(0, len(repeated)))
    mixed = data.draw(st.permutations(repeated))
    assert applied(applied({}, mixed[:cut]), mixed[cut:]) == applied({}, facts)


def applied(stored: dict[str, Any], delivered: list[Any]) -> dict[str, Any]:
    """What is stored after a delivery."""
    changes = newer_than(stored, delivered)
    return stored | {change.after["_id"]: change.after for change in changes}


@given(st.lists(documents, max_size=12))
def test_a_repeated_delivery_changes_nothing(facts: list[Any]) -> None:
    assert newer_than(applied({}, facts), facts) == []
