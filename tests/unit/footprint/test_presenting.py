"""What an owner shows the total only of is in no figure and in no document but the total."""

from typing import Any

import pytest

from carbon.inventory import Key
from footprint.history.lines import compared_line
from footprint.networks.rollups.messages import messages_of
from footprint.routing.presenting import presented_footprint
from footprint.why.documents import documents_of
from tests.unit.footprint import facts
from tests.unit.footprint.bills import bill, part
from tests.unit.footprint.bus import Bus
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARED_DETAIL_ALL_FIELDS,
    SHARED_DETAIL_TOTAL_ONLY,
    Product,
)

CANARY = "77.123"


def steel(detail: Any, version: int = 1) -> Product:
    product = facts.product("steel", "mill", version=version)
    product.shared_detail = detail
    return product


def footprint() -> Any:
    stated = facts.footprint("f", "steel", "3")
    pcf = stated.pcf
    pcf.primary_data_share = CANARY
    pcf.outbound_logistics_ghg_emissions = "0.1234567"
    pcf.dqi.technological_dqr = pcf.dqi.geographical_dqr = pcf.dqi.temporal_dqr = "1.25"
    pcf.verification.coverage = "product level"
    return stated


def bus_with(detail: Any) -> Bus:
    return Bus().send(
        facts.purchase("a", "car", "10", supplier="maker"),
        facts.purchase("b", "steel", "5"),
        facts.product("car", "maker"),
        bill("car", [part("steel", "2", "mill")], "maker"),
        steel(detail),
        footprint(),
    )


def shown(bus: Bus) -> Any:
    network = bus.deliver().networks["plant"]
    (roll_up,) = messages_of(network.roll_ups.sheets[2024])
    return network, roll_up


def quality(roll_up: Any) -> tuple[float, ...]:
    found = roll_up.indicators
    return found.primary_data_share, found.technological_dqr, found.verified_share


def test_a_roll_up_of_one_part_tells_nothing_but_its_total() -> None:
    _, roll_up = shown(bus_with(SHARED_DETAIL_TOTAL_ONLY))
    assert roll_up.value == 6
    assert quality(roll_up) == (0, 5, 0)
    _, roll_up = shown(bus_with(SHARED_DETAIL_ALL_FIELDS))
    assert quality(roll_up) == (float(CANARY), 1.25, 100)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SHARED_DETAIL_ALL_FIELDS, SHARED_DETAIL_TOTAL_ONLY, (0, 5, 0)),
        (SHARED_DETAIL_TOTAL_ONLY, SHARED_DETAIL_ALL_FIELDS, (float(CANARY), 1.25, 100)),
    ],
)
def test_a_new_decision_of_the_owner_reaches_the_roll_ups(
    before: Any, after: Any, expected: tuple[float, ...]
) -> None:
    bus = bus_with(before)
    shown(bus)
    bus.send(steel(after, version=2))
    _, roll_up = shown(bus)
    assert quality(roll_up) == expected


@pytest.mark.parametrize(
    ("detail", "is_told"), [(SHARED_DETAIL_TOTAL_ONLY, False), (SHARED_DETAIL_ALL_FIELDS, True)]
)
def test_the_documents_of_a_line_show_what_the_owner_shows(detail: Any, is_told: bool) -> None:
    network, _ = shown(bus_with(detail))
    lines = [Line.FromString(slot.line) for slot in network.slots]
    told = [str(one) for line in lines for one in documents_of(network.book, "plant", line)]
    for canary in (CANARY, "0.1234567", "1.25", "product level"):
        assert any(canary in text for text in told) is is_told, canary
    assert network.stated[Key(1, 2024)]


def test_what_is_compared_over_years_has_no_hidden_share() -> None:
    for detail, count in ((SHARED_DETAIL_TOTAL_ONLY, 0), (SHARED_DETAIL_ALL_FIELDS, 1)):
        network, _ = shown(bus_with(detail))
        found = [compared_line(network.book, slot) for slot in network.slots]
        assert sum(len(one.primary_data_shares) for one in found) == count


def test_what_is_presented_leaves_the_fact_as_it_is() -> None:
    stated = footprint()
    shown_ = presented_footprint(stated, steel(SHARED_DETAIL_TOTAL_ONLY))
    assert not shown_.pcf.HasField("dqi")
    assert stated.pcf.primary_data_share == CANARY
