"""The first steps of a newcomer: a product, its footprint, letting a customer see it."""

from dataclasses import dataclass

from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Criteria
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import Text, _
from tierzero.tenancy import Scope


@dataclass(frozen=True)
class FirstStep:
    """Something to do once, and whether it is done."""

    label: Text
    hint: Text
    url: str
    done: bool


async def first_steps(portal: Portal, scope: Scope) -> list[FirstStep]:
    """The steps with their state; none once all are done."""
    steps = [
        FirstStep(
            _("Add a product"),
            _("or upload a file with all of them and their footprints."),
            "/products/new",
            bool(await products.first(portal, scope, 1)),
        ),
        FirstStep(
            _("Enter its footprint"),
            _("the numbers, the period, how they came about; findings appear before you issue it."),
            "/footprints/new",
            bool(await footprints.first(portal, scope, Criteria(), 1)),
        ),
        FirstStep(
            _("Let customers see it"),
            _("you decide for each product who sees how much of it."),
            "/sharing",
            await products.any_shared(portal, scope),
        ),
    ]
    return [] if all(step.done for step in steps) else steps
