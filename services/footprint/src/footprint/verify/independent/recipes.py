"""Bills of materials as they hold: one for each product, stated by the product's own supplier.

All amounts are in base units, of parts in one base unit of the product: conversions are exact here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from footprint.verify.independent.known import Known
from footprint.verify.independent.numbers import stated
from footprint.verify.independent.units import MASS, declared_unit, measures, size
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import PRECEDENCE_CALCULATED_FIRST


@dataclass(frozen=True)
class Part:
    """So much of a product or of goods of a class; ``measured`` is what its unit measures."""

    product_id: str
    supplier_id: str
    classification: str
    measured: str
    amount: Fraction

    def of(self, measured: str, mass_per_base_unit: Fraction) -> Fraction | None:
        """The amount of what is declared in another dimension; a mass joins it by its own mass."""
        if self.measured == measured:
            return self.amount
        if self.measured == MASS and mass_per_base_unit:
            return self.amount / mass_per_base_unit
        return None


@dataclass(frozen=True)
class Bill:
    """What one base unit of a product is made of; ``own`` is kgCO2e of the maker's processes."""

    product_id: str
    maker_id: str
    measured: str
    mass_per_base_unit: Fraction
    own: Fraction
    gwp_set: str
    is_calculated_first: bool
    parts: Sequence[Part]


def bills_that_hold(facts: Known) -> Mapping[str, Bill]:
    """Bills by product id."""
    products = facts.of("Product")
    return {
        one.product_id: _bill(one)
        for one in facts.present("BillOfMaterials")
        if (product := products.get(one.product_id)) is not None
        and product.supplier_id == one.supplier_id
    }


def _bill(fact: Any) -> Bill:
    unit = declared_unit(fact.declared_unit)
    made = stated(fact.output_amount) * size(unit)
    parts = (_part(one, made) for one in fact.parts)
    return Bill(
        product_id=fact.product_id,
        maker_id=fact.supplier_id,
        measured=measures(unit),
        mass_per_base_unit=stated(fact.mass_per_declared_unit or "0") / size(unit),
        own=stated(fact.own_emissions) / made,
        gwp_set=fact.gwp_set,
        is_calculated_first=fact.precedence == PRECEDENCE_CALCULATED_FIRST,
        parts=[part for part in parts if part.amount],
    )


def _part(one: Any, made: Fraction) -> Part:
    return Part(
        product_id=one.product_id,
        supplier_id=one.supplier_id,
        classification=one.classification,
        measured=measures(one.unit),
        amount=stated(one.quantity) * size(one.unit) / made,
    )
