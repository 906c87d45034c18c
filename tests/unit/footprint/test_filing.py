"""A network that is restored, again and again, is the one that was never interrupted."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from footprint.bundles import Bundle
from footprint.networks.absorbing import Change, absorb
from footprint.networks.filing import snapshot_of
from footprint.networks.filing.edition import edition
from footprint.networks.filing.filed import Filed
from footprint.networks.network import Network
from footprint.networks.rollups.encoding import encoded
from footprint.networks.rollups.pricing import year_of
from footprint.networks.rollups.recipes import calculated_node
from footprint.networks.rollups.state import Year
from footprint.recent import Recent
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bills import bill, part
from tests.unit.footprint.bus import Bus, results
from tests.unit.footprint.disk import Disk
from tests.unit.footprint.test_order import expected, seeds
from tests.unit.footprint.tiers import tiers

policies = st.lists(
    st.builds(
        lambda version, gwp_set: operations.policy("plant", gwp_set, version=version),
        st.integers(1, 2),
        st.sampled_from(["AR5", "AR6"]),
    ),
    max_size=1,
)


def routed(world: list[Any], chance: random.Random) -> list[Bundle]:
    """What the network gets, in an order that the chance decides."""
    bus, sent = Bus(), list(world)
    chance.shuffle(sent)
    bus.send(*sent)
    arrived = [one for network_id, one in bus.forwarded if network_id == "plant"]
    chance.shuffle(arrived)
    return arrived


def told(network: Network, change: Change | None) -> Any:
    """All that a change makes durable or publishes."""
    if change is None:
        return None
    roll_ups = [one.value for rolled in change.roll_ups for one in encoded(network.id, rolled)]
    return change.facts, change.pages, change.inventories, change.lines_priced, roll_ups


def figures(year: Year) -> dict[str, tuple[bytes, bytes]]:
    """Rows and marks of all that is calculated, to the last bit."""
    arrays, found = year.arrays, dict[str, tuple[bytes, bytes]]()
    for product_id, recipe in year.recipes.items():
        if recipe.finding is None:
            rank = arrays.graph.rank_of[calculated_node(product_id)]
            found[product_id] = arrays.state[rank].tobytes(), arrays.marks[rank].tobytes()
    return found


def assert_same_year(one: Network, other: Network, number: int) -> None:
    """What is known of a year, whether read from a file or made; not what nothing uses any more."""
    mine, others = one.roll_ups.years[number], year_of(other, number)
    assert figures(mine) == figures(others)
    assert dict(mine.recipes) == dict(others.recipes)
    used = [name for name in one.bills.users if one.bills.users[name]]
    for name in (*one.bills.of_product, *used):
        assert mine.faces.get(name) == others.faces.get(name)
    for recipe in mine.recipes.values():
        for node in recipe.amounts:
            assert mine.leaves.get(node) == others.leaves.get(node)
    assert dict(mine.inner) == dict(others.inner)
    assert dict(mine.cycles) == dict(others.cycles)


def assert_same(one: Network, other: Network) -> None:
    """Bit by bit; only how deep products lie may have been numbered otherwise."""
    assert results({"plant": one}) == results({"plant": other})
    assert one.book == other.book
    assert one.bills.parts == other.bills.parts
    assert one.bills.of_product == other.bills.of_product
    # What is known of the parts of former bills only widens what is looked at.
    for names in ("of_supplier", "users", "fillings"):
        mine, others = getattr(one.bills, names), getattr(other.bills, names)
        assert {name: mine[name] for name in mine if mine[name]} == {
            name: others[name] for name in others if others[name]
        }
    for number in one.roll_ups.years:
        assert_same_year(one, other, number)


@settings(max_examples=150, deadline=None)
@given(tiers, policies, seeds)
def test_a_restored_network_goes_on_as_if_nothing_had_been(
    world: list[Any], policy: list[Any], seed: int
) -> None:
    chance, disk = random.Random(seed), Disk("plant")
    steady, interrupted = Network("plant"), Network("plant")
    for bundle in routed([*world, *policy], chance):
        is_ready = steady.roll_ups.years.keys() == interrupted.roll_ups.years.keys()
        change = absorb(interrupted, bundle)
        mine, others = told(interrupted, change), told(steady, absorb(steady, bundle))
        # Where a year began after the snapshot, its sheet tells what has changed, and names more
        # columns of it than moved.
        assert mine == others if is_ready or mine is None else mine[:-1] == others[:-1]
        if change is not None:
            disk.write(interrupted, change)
        if chance.random() < 0.2:
            disk.snapshot(interrupted)
        if chance.random() < 0.3:
            interrupted = disk.restored()
    assert_same(disk.restored(), steady)
    assert_same(interrupted, steady)
    wanted = expected([*world, *policy])
    found = results({"plant": interrupted})
    for kind in ("lines", "inventories", "roll_ups"):
        of_plant = {key: one for key, one in getattr(wanted, kind).items() if key[0] == "plant"}
        assert getattr(found, kind) == of_plant


NAMES = [f"p{number}" for number in range(40)]


def _steel(version: int, product_id: str = "steel") -> Bundle:
    value = f"{version}.5"
    stated = facts.footprint("f", product_id, value, "maker", version=version)
    return Bundle(footprints=[stated])


def _assembly(disk: Disk, raw: str = "steel") -> Network:
    """Forty products of steel, one of which is bought; all of it in a snapshot."""
    network = Network("plant")
    bundle = Bundle(
        products=[facts.product(name, "maker") for name in (*NAMES, raw)],
        footprints=_steel(1, raw).footprints,
        bills_of_materials=[
            bill(name, [part(raw, "0.5", "maker")], "maker", own="1") for name in NAMES
        ],
        activities=[facts.purchase("a", "p0", supplier="maker")],
    )
    change = absorb(network, bundle)
    assert change is not None
    disk.write(network, change)
    disk.snapshot(network)
    return network


def _unread(network: Network) -> tuple[int, ...]:
    """How many facts, bills and recipes nobody has asked for yet."""
    recipes = [year.recipes for year in network.roll_ups.years.values()]
    own = network.book["products"], network.bills.of_product, *recipes
    return tuple(len(one.unread) for one in own if isinstance(one, Filed))


def test_what_a_change_does_not_ask_for_is_never_read() -> None:
    disk = Disk("plant")
    steady = _assembly(disk)
    again = disk.restored()
    assert _unread(again) == (41, 40, 40)
    change = absorb(again, _steel(2))
    assert told(again, change) == told(steady, absorb(steady, _steel(2)))
    products, bills, recipes = _unread(again)
    assert products >= 39
    assert bills == 39
    assert recipes >= 39
    assert_same(again, steady)


def test_the_file_of_a_network_weighs_what_it_takes_up_and_bounds_what_is_held() -> None:
    disk = Disk("plant")
    steady = _assembly(disk)
    again = disk.restored()
    (snapshot,) = disk.snapshots
    kilobytes = (len(snapshot.facts) + len(snapshot.filed)) // 1000
    assert kilobytes > 5
    assert again.weight == steady.weight + kilobytes
    # Both would fit without the file.
    recent: Recent[Network] = Recent(2 * steady.weight)
    recent["former"], recent["plant"] = again, disk.restored()
    recent.settle()
    assert "former" not in recent
    assert "plant" in recent


def test_a_new_bill_reads_no_other_recipe() -> None:
    disk = Disk("plant")
    steady = _assembly(disk)
    again = disk.restored()
    more = Bundle(
        products=[facts.product("more", "maker")],
        bills_of_materials=[bill("more", [part("p7", "2", "maker")], "maker", own="1")],
    )
    assert told(again, absorb(again, more)) == told(steady, absorb(steady, more))
    assert _unread(again)[2] >= 39
    assert_same(again, steady)


def test_what_was_never_read_is_filed_again_as_it_was() -> None:
    disk = Disk("plant")
    steady = _assembly(disk)
    for _ in range(2):
        again = disk.restored()
        disk.snapshot(again)
        assert _unread(again) == (41, 40, 40)
    assert_same(disk.restored(), steady)


def test_what_other_code_has_filed_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk("plant")
    steady = _assembly(disk)
    monkeypatch.setattr("footprint.networks.filing.reading.edition", lambda: "another")
    again = disk.restored()
    assert not again.roll_ups.years
    assert _unread(again) == ()
    # The sheet tells what has changed, and names more of its columns than moved.
    assert (
        told(again, absorb(again, _steel(2)))[:-1] == told(steady, absorb(steady, _steel(2)))[:-1]
    )
    assert_same(again, steady)


def test_a_name_that_ends_lines_is_filed_nowhere() -> None:
    disk = Disk("plant")
    network = _assembly(disk)
    network.book["products"]["two\nlines"] = facts.product("two\nlines", "maker")
    assert snapshot_of(network).filed == b""
    disk.snapshot(network)
    assert disk.restored().book == network.book


def test_the_edition_is_that_of_the_code() -> None:
    assert len(edition()) == 32
    assert edition() == edition()
