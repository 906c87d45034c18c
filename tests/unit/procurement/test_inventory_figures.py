"""What a year comes to: excluded categories count in no figure of it."""

from decimal import Decimal

from procurement.inventories.downloads import inventory_json
from procurement.inventories.figures import chart_of, inventory_of, years_of
from tierzero.footprint.v1 import inventory_pb2 as contract

OWN, SPEND = contract.METHOD_SUPPLIER_SPECIFIC, contract.METHOD_SPEND_BASED


def stated(
    category: int, own: str, spent: str, exclusion: str = "", year: int = 2026
) -> contract.Inventory:
    """An inventory of two lines, in milligrams."""
    made = contract.Inventory(
        category=category,
        year=year,
        line_count=2,
        unresolved_line_count=1,
        exclusion_reason=exclusion,
    )
    made.total.digits = str(int(own) + int(spent))
    for method, digits in ((OWN, own), (SPEND, spent)):
        made.methods.add(method=method, line_count=1).total.digits = digits
    made.suppliers.add(supplier_id="small", line_count=1).total.digits = "1000000"
    made.suppliers.add(supplier_id="large", line_count=1).total.digits = "2000000"
    return made


def test_a_year_adds_what_is_reported_and_weighs_suppliers_data_by_emissions() -> None:
    years = years_of(
        inventory_of(one)
        for one in (
            stated(3, "0", "1000000"),
            stated(1, "3000000", "0"),
            stated(7, "900000000", "0", "too small"),
            stated(1, "5", "5", year=2025),
        )
    )
    assert list(years) == [2026, 2025]
    year = years[2026]
    assert [one.category for one in year.inventories] == [1, 3, 7]
    assert year.kilograms == 4
    assert year.from_suppliers == Decimal("0.75")
    assert year.unresolved == 2
    assert len(chart_of(year).rows) == 2, "the excluded category is in no chart"


def test_suppliers_stand_by_their_emissions_and_figures_are_exact() -> None:
    inventory = inventory_of(stated(1, "1", "10000000000000000000000000000000000000000"))
    assert [share.key for share in inventory.suppliers] == ["large", "small"]
    exact = inventory_json(inventory)["kilograms"]
    assert exact == "10000000000000000000000000000000000.000001"


def test_nothing_is_no_share() -> None:
    inventory = inventory_of(contract.Inventory(category=5, year=2026))
    assert (inventory.kilograms, inventory.from_suppliers) == (0, 0)
