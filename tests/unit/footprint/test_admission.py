"""Bills of materials that no network could compute with are refused with their reason."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from footprint.routing.admission import admitted_bills
from footprint.values import bill_from_message
from tests.unit.footprint.bills import bill, part
from tierzero.agents import Unusable
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_UNSPECIFIED
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillsOfMaterialsStated

Fault = Callable[[Any], None]


def stated() -> Any:
    """A bill that is right."""
    return bill("car", [part("door", "2", "joiner", classification="urn:cpc:41")], "maker", own="1")


FAULTS: list[tuple[str, Fault]] = [
    ("wrong-identity", lambda one: setattr(one.fact, "id", "other")),
    ("missing-field", lambda one: setattr(one, "product_id", "")),
    ("missing-field", lambda one: setattr(one, "supplier_id", "")),
    ("unknown-unit", lambda one: setattr(one, "declared_unit", DECLARED_UNIT_UNSPECIFIED)),
    ("not-positive", lambda one: setattr(one, "output_amount", "0")),
    ("missing-field", lambda one: setattr(one, "own_emissions", "")),
    ("invalid-decimal", lambda one: setattr(one, "own_emissions", "much")),
    ("invalid-share", lambda one: setattr(one, "own_primary_data_share", "100.5")),
    ("invalid-rating", lambda one: setattr(one.own_dqi, "temporal_dqr", "6")),
    ("unknown-gwp-set", lambda one: setattr(one, "gwp_set", "AR1")),
    ("negative", lambda one: setattr(one, "mass_per_declared_unit", "-1")),
    ("negative-quantity", lambda one: setattr(one.parts[0], "quantity", "-1")),
    ("unknown-unit", lambda one: setattr(one.parts[0], "unit", "bushels")),
    ("invalid-classification", lambda one: setattr(one.parts[0], "classification", "steel")),
    ("missing-field", lambda one: setattr(one.parts[0], "supplier_id", "")),
    ("missing-field", lambda one: setattr(one.parts[0], "product_id", "")),
    ("invalid-identity", lambda one: setattr(one.parts[0], "product_id", "a\x1fb")),
    ("missing-field", lambda one: one.parts.add(quantity="1", unit="kg")),
]


@pytest.mark.parametrize(("code", "fault"), FAULTS)
def test_what_cannot_be_computed_is_refused(code: str, fault: Fault) -> None:
    wrong = stated()
    fault(wrong)
    with pytest.raises(Unusable) as refused:
        admitted_bills(BillsOfMaterialsStated(facts=[wrong]))
    assert refused.value.code == code


def test_what_only_people_read_does_not_travel() -> None:
    (admitted,) = admitted_bills(BillsOfMaterialsStated(facts=[stated()])).bills_of_materials
    assert [one.description for one in admitted.parts] == [""]
    assert admitted.parts[0].quantity == "2"


def test_own_emissions_are_per_declared_unit_and_nothing_of_a_part_is_no_part() -> None:
    read = bill_from_message(
        bill("car", [part("door", "0", "joiner"), part("axle", "1", "smith")], output="4", own="2")
    )
    assert read.own.value == Decimal("0.5")
    assert [one.product_id for one in read.parts] == ["axle"]
