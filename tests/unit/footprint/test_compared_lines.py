"""Stored lines as comparing sees them: quantity, money, sets of factors, primary data."""

from decimal import Decimal
from typing import Any

from carbon.comparison.lines import ComparedLine
from carbon.scope3.results import Method
from footprint.history.lines import compared_line
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bus import Bus

RESIN = "urn:naics:325211"


def lines(*stated: Any) -> list[ComparedLine]:
    """The plant's lines after all has arrived."""
    network = Bus().send(*stated).deliver().networks["plant"]
    return [compared_line(network.book, slot) for slot in network.slots if slot.line]


def test_a_purchase_has_its_quantity_its_money_and_the_footprints_primary_data() -> None:
    footprint = facts.footprint("f", "coil", "2")
    footprint.pcf.primary_data_share = "62.5"
    (found,) = lines(
        facts.product("coil"),
        footprint,
        facts.purchase("a", amount="7.5", currency="CNY", classifications=["urn:cpc:41"]),
    )
    assert (found.quantity, found.unit) == (10, "kg")
    assert (found.amount, found.currency) == (Decimal("7.5"), "CNY")
    assert (found.supplier_id, found.product_id) == ("mill", "coil")
    assert found.primary_data_shares == (Decimal("62.5"),)
    assert (found.method, found.gwp_set, found.factor_sets) == (
        Method.SUPPLIER_SPECIFIC,
        "AR6",
        frozenset(),
    )


def test_an_average_names_its_set_with_the_version() -> None:
    factor = facts.average_factor("e", "urn:cpc:41", "2")
    factor.factor_set_version = "1.3"
    (found,) = lines(factor, facts.purchase("a", classifications=["urn:cpc:41"]))
    assert (found.method, found.factor_sets) == (Method.AVERAGE_DATA, {"average 1.3"})
    assert found.primary_data_shares == ()


def test_spend_on_transport_is_money_and_no_quantity() -> None:
    (found,) = lines(
        facts.spend_factor("freight", RESIN, "0.5"),
        facts.rate("CNY", "7.1"),
        facts.index(2022, "100"),
        facts.index(2024, "100"),
        operations.operation("t", 9, operations.freight("710", RESIN)),
    )
    assert (found.quantity, found.unit) == (None, "")
    assert (found.amount, found.currency) == (710, "CNY")
    assert found.emissions_mg == 50_000_000


def test_what_is_not_measured_in_money_has_none() -> None:
    (found,) = lines(
        facts.average_factor("landfill", "urn:x:landfill", "0.5"),
        operations.operation("w", 5, operations.waste("100", "urn:x:landfill")),
    )
    assert (found.quantity, found.unit, found.amount) == (100, "kg", None)
