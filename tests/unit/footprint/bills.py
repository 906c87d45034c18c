"""Bills of materials for tests."""

from collections.abc import Sequence
from typing import Any

from tests.unit.footprint.facts import header
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DeclaredUnit
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import (
    PRECEDENCE_STATED_FOOTPRINT_FIRST,
    BillOfMaterials,
    Part,
    Precedence,
)


def part(
    product_id: str = "",
    quantity: str = "1",
    supplier: str = "",
    *,
    unit: str = "kg",
    classification: str = "",
) -> Part:
    """So much of a product, of a class, or of both."""
    return Part(
        supplier_id=supplier or (f"maker-of-{product_id}" if product_id else ""),
        product_id=product_id,
        quantity=quantity,
        unit=unit,
        classification=classification,
        description="a secret",
    )


def bill(
    product_id: str,
    parts: Sequence[Part],
    supplier: str = "mill",
    version: int = 1,
    *,
    own: str = "0",
    output: str = "1",
    unit: DeclaredUnit = DECLARED_UNIT_KILOGRAM,
    precedence: Precedence = PRECEDENCE_STATED_FOOTPRINT_FIRST,
    withdrawn: bool = False,
    **more: Any,
) -> BillOfMaterials:
    """What a product is made of."""
    return BillOfMaterials(
        fact=header(product_id, version, withdrawn=withdrawn),
        supplier_id=supplier,
        product_id=product_id,
        declared_unit=unit,
        output_amount=output,
        parts=parts,
        own_emissions=own,
        precedence=precedence,
        gwp_set="AR6",
        **more,
    )
