"""Results depend on the set of facts: not on order, repetition, splitting or interleaving."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.scope3.results import Method
from footprint.bundles import Bundle
from footprint.networks.absorbing import absorb
from footprint.networks.network import Network
from footprint.verify.oracle import Results, latest, recompute
from tests.unit.footprint import facts
from tests.unit.footprint.bus import Bus, as_message, results
from tests.unit.footprint.worlds import resharing, worlds
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_NOBODY,
    SHARING_PUBLIC,
)

seeds = st.integers(0, 2**32)


def expected(world: list[Any]) -> Results:
    """The same facts in one batch."""
    return recompute(latest(as_message(fact)[1] for fact in world))


def play(world: list[Any], seed: int, most: int = 5) -> Bus:
    """Send everything at least once in an order and in messages that the seed decides."""
    chance = random.Random(seed)
    sent = world + chance.choices(world, k=len(world) // 2)
    chance.shuffle(sent)
    bus = Bus()
    while sent:
        alike = [one for one in sent if type(one) is type(sent[0])][: chance.randint(1, most)]
        for one in alike:
            sent.remove(one)
        bus.route(*as_message(*alike))
        if chance.random() < 0.3:
            _deliver_shuffled(bus, chance)
    _deliver_shuffled(bus, chance)
    return bus


def _deliver_shuffled(bus: Bus, chance: random.Random) -> None:
    # Repeated, and across networks in any order; the bus never promises more.
    order = list(range(len(bus.forwarded))) * 2
    chance.shuffle(order)
    bus.deliver(order)


@settings(max_examples=300, deadline=None)
@given(worlds, seeds)
def test_any_order_and_repetition_gives_what_one_batch_gives(world: list[Any], seed: int) -> None:
    found, wanted = results(play(world, seed).networks), expected(world)
    assert found.lines == wanted.lines
    assert found.inventories == wanted.inventories
    assert found.roll_ups == wanted.roll_ups


@settings(max_examples=1000, deadline=None)
@given(resharing, seeds)
def test_sharing_changed_again_and_again_gives_what_one_batch_gives(
    world: list[Any], seed: int
) -> None:
    found, wanted = results(play(world, seed, most=1).networks), expected(world)
    assert found == wanted


@given(st.permutations(range(2)))
def test_a_version_taken_back_and_shown_again_is_shown(order: list[int]) -> None:
    public = facts.product("coil", "mill", SHARING_PUBLIC, version=1)
    for_customers = facts.product("coil", "mill", SHARING_ALL_CUSTOMERS, version=2)
    stranger = facts.organization("mill", ["yard"], version=1)
    customer = facts.organization("mill", ["plant"], version=2)
    sold = [facts.footprint("coil-1", "coil", "2"), facts.purchase("p", buyer="plant")]
    last = [for_customers, customer]
    world = [*sold, stranger, public, *(last[one] for one in order)]
    bus = Bus().send(*world).deliver()
    assert results(bus.networks) == expected(world)
    assert bus.networks["plant"].slots[0].method is Method.SUPPLIER_SPECIFIC


def test_a_version_not_seen_yet_is_known_as_old_when_customers_change() -> None:
    named = facts.product("coil", "mill", SHARING_NAMED_CUSTOMERS, ["plant"], version=1)
    for_customers = facts.product("coil", "mill", SHARING_ALL_CUSTOMERS, version=2)
    for_nobody = facts.product("coil", "mill", SHARING_NOBODY, version=3)
    sold = [facts.footprint("coil-1", "coil", "2"), facts.purchase("p", buyer="plant")]
    world = [*sold, named, for_customers, for_nobody, facts.organization("mill")]
    bus = Bus().send(*world).deliver()
    assert results(bus.networks) == expected(world)
    assert bus.networks["plant"].slots[0].method is Method.UNRESOLVED


@settings(max_examples=100, deadline=None)
@given(worlds, seeds)
def test_messages_split_or_joined_give_the_same(world: list[Any], seed: int) -> None:
    bus = play(world, seed)
    for network in bus.networks.values():
        again = Network(network.id)
        kept = Bundle.FromString(_everything(network).SerializeToString())
        absorb(again, kept)
        wanted = results({network.id: network})
        assert results({again.id: again}) == wanted


def _everything(network: Network) -> Bundle:
    """All a network knows, as one message."""
    kinds: dict[str, Any] = {
        kind: list(known.values()) for kind, known in network.book.items() if known
    }
    everything = Bundle(**kinds)
    for slot in network.slots:
        everything.activities.add().ParseFromString(slot.activity)
    return everything


@settings(max_examples=100, deadline=None)
@given(worlds, seeds)
def test_a_repeated_message_is_no_news(world: list[Any], seed: int) -> None:
    bus = play(world, seed)
    for network in bus.networks.values():
        assert absorb(network, _everything(network)) is None
    for fact in world:
        plan = bus.plan(*as_message(fact))
        assert not plan.entries


@settings(max_examples=100, deadline=None)
@given(worlds, seeds)
def test_nothing_leaves_the_router_that_is_not_shared(world: list[Any], seed: int) -> None:
    bus = play(world, seed)
    book = latest(as_message(fact)[1] for fact in world)
    public = {one.fact.id for one in world if getattr(one, "sharing", 0) in (2, 3, 4)}
    for network in bus.networks.values():
        held = {one.product_id for one in network.book["footprints"].values()}
        assert held <= public
        assert set(network.book["footprints"]) <= set(book["footprints"])
