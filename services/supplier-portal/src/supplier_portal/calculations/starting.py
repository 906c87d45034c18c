"""What a new calculation begins with: last year, the company's place, the product's parts."""

from datetime import date

from supplier_portal.bills_of_materials import service as bills
from supplier_portal.bills_of_materials.service import Bill
from supplier_portal.organizations.service import Organization
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from .rows import SourcedRow
from .stated import MOST_ROWS, CalculationInput


async def first_statement(
    portal: Portal, scope: Scope, owner: Organization, product_id: str
) -> CalculationInput:
    """The last whole calendar year; materials from the bill, where the product has one."""
    year = portal.clock().year - 1
    bill = await bills.find(portal, scope, product_id)
    return CalculationInput(
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        site=owner.country_subdivision or owner.country,
        materials=materials_of(bill) if bill else [],
    )


def materials_of(bill: Bill) -> list[SourcedRow]:
    """The parts of a bill: for its output amount, of this product only."""
    stated = bill.stated
    return [
        SourcedRow(
            name=part.description[:300],
            supplier_id=part.supplier_id,
            product_id=part.product_id,
            quantity=part.quantity,
            unit=part.unit,
            for_amount=stated.output_amount,
            only_this_product=True,
        )
        for part in stated.parts[:MOST_ROWS]
    ]
