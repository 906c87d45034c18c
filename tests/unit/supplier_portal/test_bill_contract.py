"""A bill of materials on the bus carries all that was stated, and nothing once it is withdrawn."""

from datetime import UTC, datetime
from decimal import Decimal

from carbon.units import DeclaredUnit
from supplier_portal.bills_of_materials.contract import bill_fact
from supplier_portal.bills_of_materials.model import Bill, BillInput
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_PIECE
from tierzero.supplier_portal.v1 import bill_of_materials_pb2 as contract

NOW = datetime(2026, 11, 26, tzinfo=UTC)
STATED = BillInput.model_validate(
    {
        "output_amount": "100",
        "parts": [
            {
                "supplier_id": "cells",
                "product_id": "lfp",
                "classification": "urn:naics:335911",
                "quantity": "90.50",
                "unit": "kWh",
                "description": "cells",
            }
        ],
        "own_emissions": "12.50",
        "own_primary_data_share": "80",
        "own_data_quality": {"technological": "1", "geographical": "1.5", "temporal": "2"},
        "precedence": "calculated_first",
        "gwp_set": "AR5",
    }
)
BILL = Bill("pack", "mill", STATED, DeclaredUnit.PIECE, Decimal("41.5"), 3, NOW)


def test_every_field_of_the_contract_is_filled() -> None:
    fact = bill_fact(BILL)
    assert {field.name for field, _value in fact.ListFields()} == set(
        contract.BillOfMaterials.DESCRIPTOR.fields_by_name
    )
    assert {field.name for field, _value in fact.parts[0].ListFields()} == set(
        contract.Part.DESCRIPTOR.fields_by_name
    )
    assert fact.declared_unit == DECLARED_UNIT_PIECE
    assert fact.precedence == contract.PRECEDENCE_CALCULATED_FIRST
    assert (fact.parts[0].quantity, fact.parts[0].unit) == ("90.50", "kilowatt hour")
    assert fact.own_dqi.geographical_dqr == "1.5"
    assert (fact.fact.id, fact.fact.version, fact.fact.withdrawn) == ("pack", 3, False)


def test_a_withdrawn_bill_tells_no_recipe() -> None:
    fact = bill_fact(BILL.withdrawn_at(NOW))
    assert (fact.fact.version, fact.fact.withdrawn) == (4, True)
    names = {field.name for field, _value in fact.ListFields()}
    assert names == {"fact", "supplier_id", "product_id"}


def test_what_is_not_stated_stays_empty_and_stated_footprints_go_first() -> None:
    bare = BillInput.model_validate({"own_emissions": "1"})
    fact = bill_fact(Bill("pack", "mill", bare, DeclaredUnit.PIECE, None, 1, NOW))
    assert (fact.output_amount, fact.own_primary_data_share, fact.gwp_set) == ("1", "", "AR6")
    assert not fact.HasField("own_dqi")
    assert fact.precedence == contract.PRECEDENCE_STATED_FOOTPRINT_FIRST
