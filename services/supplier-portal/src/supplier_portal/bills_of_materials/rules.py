"""What must fit together in a bill of materials."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from carbon.rollup.bom import BomItem, Component, amount_per_unit
from carbon.units import UnitMismatch
from supplier_portal.products.service import Product
from tierzero.i18n import Text, _, unit_name
from tierzero.problems import FieldProblem

from .contract import recipe_bytes
from .model import MOST_BYTES, BillInput, PartInput


class PartKey(NamedTuple):
    """What makes a named part the same part."""

    supplier_id: str
    product_id: str


KnownParts = Mapping[PartKey, Product]
"""Parts whose declared unit and mass the maker may know: its own, and those shared with it."""


def faults(maker: Product, stated: BillInput, known: KnownParts) -> list[FieldProblem]:
    """Each field that does not fit, in the order of the bill."""
    return [*_of_whole(stated), *_of_parts(maker, stated, known), *_of_repetitions(stated)]


def _of_whole(stated: BillInput) -> Iterator[FieldProblem]:
    if not stated.parts and not stated.own_emissions:
        text = _("State at least one part, or what making the product emits.")
        yield FieldProblem("parts", "empty-bill", text)
    if recipe_bytes(stated) > MOST_BYTES:
        text = _("The parts are too long to be published together; shorten their notes.")
        yield FieldProblem("parts", "bill-too-large", text)


def _of_parts(maker: Product, stated: BillInput, known: KnownParts) -> Iterator[FieldProblem]:
    for place, part in enumerate(stated.parts):
        path = f"parts[{place}]"
        yield from _of_naming(maker, part, known, path)
        yield from _of_unit(stated, part, known, path)


def _of_naming(
    maker: Product, part: PartInput, known: KnownParts, path: str
) -> Iterator[FieldProblem]:
    if bool(part.supplier_id) != bool(part.product_id):
        missing = "product_id" if part.supplier_id else "supplier_id"
        text = _("A part of the platform needs both its supplier and its product.")
        yield FieldProblem(f"{path}.{missing}", "part-incomplete", text)
    elif not part.names_product and not part.classification:
        text = _("Name a product or a class, so that the part has emissions.")
        yield FieldProblem(f"{path}.product_id", "part-unnamed", text)
    elif part.product_id == maker.id:
        text = _("A product cannot be a part of itself.")
        yield FieldProblem(f"{path}.product_id", "part-of-itself", text)
    elif part.supplier_id == maker.supplier_id and key_of(part) not in known:
        text = _("You have no such product.")
        yield FieldProblem(f"{path}.product_id", "unknown-product", text)


def _of_unit(
    stated: BillInput, part: PartInput, known: KnownParts, path: str
) -> Iterator[FieldProblem]:
    product = known.get(key_of(part))
    if product is None:
        return
    component = Component(product.declared_unit, product.mass_per_declared_unit)
    try:
        amount_per_unit(
            BomItem(product.id, part.quantity, part.unit), component, stated.output_amount
        )
    except UnitMismatch:
        text = _(
            "{unit} does not convert to {declared_unit}, in which {product} is declared.",
            unit=unit_name(part.unit),
            declared_unit=unit_name(product.declared_unit),
            product=product.name,
        )
        yield FieldProblem(f"{path}.unit", "unit-not-convertible", text)


def _of_repetitions(stated: BillInput) -> Iterator[FieldProblem]:
    first: dict[tuple[str, ...], int] = {}
    for place, part in enumerate(stated.parts):
        before = first.setdefault(part_identity(part), place)
        if before != place:
            about = {"first": before}
            text = stated_already(before + 1)
            yield FieldProblem(f"parts[{place}].product_id", "part-twice", text, about)


def stated_already(row: int) -> Text:
    """What is said of a part that an earlier row states, counted as its reader counts rows."""
    return _("Row {row} states this part already; add the quantities.", row=row)


def part_identity(part: PartInput) -> tuple[str, ...]:
    """What makes a part the same; those known by class only may share it, described otherwise."""
    if part.names_product:
        return key_of(part)
    return part.supplier_id, part.product_id, part.classification, part.description


def key_of(part: PartInput) -> PartKey:
    """The product that the part names."""
    return PartKey(part.supplier_id, part.product_id)
