"""The product form: lists are typed as text, one entry a line."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, StringConstraints

from carbon.decimals import format_decimal
from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit
from supplier_portal.fields import Amount, Line, Prose, checked_gtin, checked_urn
from tierzero.web import Submission

from .model import Product, ProductInput, Sharing


def lines(text: str) -> list[str]:
    """The lines of a text, without empty ones."""
    separated = text.replace(";", "\n").replace("；", "\n")
    return [line.strip() for line in separated.splitlines() if line.strip()]


def _identifier(line: str) -> str:
    if not line.isdigit():
        return checked_urn(line)
    return checked_gtin(line)


def _of_identifiers(text: str) -> str:
    return "\n".join(map(_identifier, lines(text)))


def _of_urns(text: str) -> str:
    return "\n".join(map(checked_urn, lines(text)))


class ProductForm(BaseModel):
    """The fields of the page."""

    number: Annotated[Line, StringConstraints(max_length=100)]
    name: Line
    description: Prose = ""
    product_ids: Annotated[Prose, AfterValidator(_of_identifiers)] = ""
    product_classifications: Annotated[Prose, AfterValidator(_of_urns)] = ""
    declared_unit: DeclaredUnit
    mass_per_declared_unit: Amount | None = None
    sharing: Sharing = Sharing.ALL_CUSTOMERS
    shared_with: list[str] = []
    shared_detail: Detail = Detail.ALL_FIELDS


def stated_of(form: ProductForm) -> ProductInput:
    """What the form states."""
    named = form.sharing is Sharing.NAMED_CUSTOMERS
    return ProductInput(
        number=form.number,
        name=form.name,
        description=form.description,
        product_ids=lines(form.product_ids),
        product_classifications=lines(form.product_classifications),
        declared_unit=form.declared_unit,
        mass_per_declared_unit=form.mass_per_declared_unit,
        sharing=form.sharing,
        shared_with=form.shared_with if named else [],
        shared_detail=form.shared_detail,
    )


def form_of(product: Product) -> Submission[ProductForm]:
    """The form filled in with a product."""
    mass = product.mass_per_declared_unit
    return Submission.of(
        {
            "number": product.number,
            "name": product.name,
            "description": product.description,
            "product_ids": "\n".join(product.product_ids[1:]),
            "product_classifications": "\n".join(product.product_classifications),
            "declared_unit": product.declared_unit.value,
            "mass_per_declared_unit": None if mass is None else format_decimal(mass),
            "sharing": product.sharing.value,
            "shared_with": list(product.shared_with),
            "shared_detail": product.shared_detail.value,
        }
    )
