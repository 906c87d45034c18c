"""Each revision says why it differs from the one before, to the milligram, whatever the way."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.inventory import Key
from carbon.restatements import Cause
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bills import bill, part
from tests.unit.footprint.bus import Bus, as_message
from tests.unit.footprint.test_order import play, seeds
from tests.unit.footprint.worlds import worlds
from tierzero.footprint.v1.inventory_pb2 import Inventory, Restatement
from tierzero.procurement.v1.inventory_policy_pb2 import (
    OTHER_GWP_SETS_NOTED,
    OTHER_GWP_SETS_REFUSED,
    YearReported,
)
from tierzero.supplier_portal.v1.product_pb2 import SHARING_NOBODY


def amount(message: Any) -> int:
    return int(message.digits or "0")


def revisions(bus: Bus, key: Key, buyer: str = "plant") -> list[tuple[int, Restatement]]:
    """Total and reason of each revision, in order."""
    found = [
        change.inventories[key]
        for network_id, change in bus.changes
        if network_id == buyer and key in change.inventories
    ]
    return [
        (
            amount(Inventory.FromString(one.content).total),
            Restatement.FromString(one.restatement),
        )
        for one in found
    ]


def last(bus: Bus, key: Key = Key(1, 2024)) -> Restatement:
    """The reason of the newest revision."""
    return revisions(bus.deliver(), key)[-1][1]


def told(restatement: Restatement) -> list[tuple[str, str]]:
    return [(cause.code, cause.effect.digits) for cause in restatement.causes]


@settings(max_examples=200, deadline=None)
@given(worlds, seeds)
def test_the_causes_of_each_revision_add_up_to_its_change(world: list[Any], seed: int) -> None:
    bus = play(world, seed)
    for buyer, network in bus.networks.items():
        for key in network.stated:
            before = 0
            for total, why in revisions(bus, key, buyer):
                assert amount(why.total_before) == before
                assert sum(amount(cause.effect) for cause in why.causes) == total - before
                assert why.causes, "no revision without a reason"
                before = total


@settings(max_examples=100, deadline=None)
@given(worlds, seeds)
def test_a_cause_names_only_facts_that_the_network_was_told(world: list[Any], seed: int) -> None:
    known = {(one.fact.id, one.fact.version) for one in world}
    for _, change in play(world, seed).changes:
        for stated in change.inventories.values():
            for cause in Restatement.FromString(stated.restatement).causes:
                assert len(cause.facts) <= 10
                assert {(one.id, one.version) for one in cause.facts} <= known


def test_a_recorded_a_corrected_and_a_withdrawn_activity_are_told_apart() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"), facts.purchase("a"))
    assert told(last(bus)) == [("activity-recorded", "10000000")]
    bus.send(facts.purchase("a", quantity="4", version=2))
    assert told(last(bus)) == [("activity-corrected", "-6000000")]
    (cause,) = last(bus).causes
    assert [(one.kind, one.id, one.version) for one in cause.facts] == [("activity", "a", 2)]
    bus.send(facts.purchase("a", version=3, withdrawn=True))
    assert told(last(bus)) == [("activity-withdrawn", "-4000000")]


def test_an_activity_moved_to_another_year_leaves_one_and_enters_the_other() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"), facts.purchase("a"))
    bus.send(facts.purchase("a", year=2025, version=2))
    assert told(last(bus)) == [("activity-corrected", "-10000000")]
    assert told(last(bus, Key(1, 2025))) == [("activity-corrected", "10000000")]


def test_a_footprint_stated_corrected_and_deprecated_is_named() -> None:
    bus = Bus().send(facts.product("coil"), facts.purchase("a"))
    bus.send(facts.footprint("f", "coil", "2"))
    why = last(bus)
    assert told(why) == [("footprint-stated", "20000000")]
    assert why.causes[0].by_method.digits == "20000000", "it could not be priced before"
    bus.send(facts.footprint("f", "coil", "3", version=2))
    assert told(last(bus)) == [("footprint-corrected", "10000000")]
    assert last(bus).causes[0].by_method.digits == "0"
    bus.send(facts.footprint("f", "coil", "3", version=3, active=False))
    assert told(last(bus)) == [("footprint-withdrawn", "-30000000")]


def test_what_is_no_longer_shared_and_what_the_policy_refuses_are_told_apart() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "2"), facts.purchase("a"))
    bus.send(operations.policy("plant", "AR5", OTHER_GWP_SETS_REFUSED))
    assert told(last(bus)) == [("policy-changed", "-20000000")]
    bus.send(operations.policy("plant", "AR6", OTHER_GWP_SETS_NOTED, version=2))
    bus.send(facts.product("coil", sharing=SHARING_NOBODY, version=2))
    assert told(last(bus)) == [("sharing-changed", "-20000000")]


def test_a_rate_and_an_index_move_spend() -> None:
    resin = "urn:naics:325211"
    money = {"quantity": "", "amount": "71", "currency": "CNY", "classifications": [resin]}
    bus = Bus().send(
        facts.spend_factor("resin", resin, "1"),
        facts.rate("CNY", "7.1"),
        facts.index(2022, "100"),
        facts.index(2024, "100"),
        facts.purchase("a", **money),
    )
    bus.send(facts.rate("CNY", "3.55", version=2))
    assert told(last(bus)) == [("exchange-rate-corrected", "10000000")]
    bus.send(facts.index(2024, "200", version=2))
    assert told(last(bus)) == [("price-index-corrected", "-10000000")]


def test_leaving_a_category_out_is_a_reason_without_effect() -> None:
    bus = Bus().send(operations.operation("b", 13, operations.asset("12.5")))
    bus.send(operations.policy("plant", excluded={13: "not ours"}))
    assert told(last(bus, Key(13, 2024))) == [("exclusion-changed", "0")]
    (cause,) = last(bus, Key(13, 2024)).causes
    assert [one.kind for one in cause.facts] == ["inventory-policy"]


def test_a_policy_that_only_reports_a_year_prices_nothing_anew() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "2"), facts.purchase("a"))
    bus.send(operations.policy("plant")).deliver()
    report = YearReported(year=2024, gwp_set="AR6")
    bus.send(operations.policy("plant", version=2, reported_years=[report])).deliver()
    _, change = bus.changes[-1]
    assert (change.lines_priced, change.inventories) == (0, {})
    assert len(change.facts.policies) == 1, "it is kept all the same"


@given(st.permutations(["f", "g", "h"]))
def test_facts_recorded_on_different_days_are_different_causes(order: list[str]) -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"))
    bought = {name: facts.purchase(name) for name in order}
    for day, one in enumerate(bought.values()):
        one.fact.recorded_at.seconds += day * 86_400
    bus.route(*as_message(*(bought[name] for name in order)))
    why = last(bus)
    assert {cause.code for cause in why.causes} == {Cause.ACTIVITY_RECORDED}
    assert len(why.causes) == 3
    days = [cause.facts[0].recorded_at.seconds // 86_400 for cause in why.causes]
    assert days == sorted(days)


def test_a_calculated_footprint_comes_follows_and_goes_with_its_reason() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "10", supplier="maker"),
        facts.product("car", "maker"),
        facts.product("steel", "mill"),
        facts.footprint("f", "steel", "3"),
    )
    bus.deliver()
    bus.send(bill("car", [part("steel", "2", "mill")], "maker"))
    stated = last(bus)
    assert told(stated) == [("calculated-footprint-stated", "60000000")]
    assert [(one.kind, one.id) for one in stated.causes[0].facts] == [("bill-of-materials", "car")]

    bus.send(facts.footprint("f", "steel", "4", version=2))
    followed = last(bus)
    assert told(followed) == [("calculated-footprint-corrected", "20000000")]
    assert not followed.causes[0].facts, "which part moved is the supplier's"

    bus.send(bill("car", [part("steel", "1", "mill")], "maker", 2))
    assert told(last(bus)) == [("calculated-footprint-corrected", "-40000000")]
    bus.send(bill("car", [], "maker", 3, withdrawn=True))
    assert told(last(bus)) == [("calculated-footprint-withdrawn", "-40000000")]
