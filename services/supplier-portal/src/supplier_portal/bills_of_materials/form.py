"""The form of a bill: a part is typed or chosen in one field, numbers are what people type."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints

from carbon.gwp import DEFAULT_GWP_SET
from supplier_portal.fields import Amount, GwpSetName, Percentage, Positive, typed_decimal
from tierzero.problems import FieldProblem
from tierzero.web import Submission

from .choices import Choices
from .model import (
    Bill,
    BillInput,
    DataQuality,
    Note,
    PartInput,
    Precedence,
    Rating,
    UnitName,
    UrnOrNothing,
    content_of,
)
from .rules import key_of

Typed = BeforeValidator(typed_decimal)
MOST_ROWS = 150
"""Rows of the page; larger bills come by file or program."""


class QualityForm(BaseModel):
    """The three ratings; all of them where one is given."""

    technological: Annotated[Rating, Typed]
    geographical: Annotated[Rating, Typed]
    temporal: Annotated[Rating, Typed]


class PartForm(BaseModel):
    """One row."""

    part: Annotated[str, StringConstraints(max_length=1_000)] = ""
    classification: UrnOrNothing = ""
    quantity: Annotated[Positive, Typed]
    unit: UnitName
    description: Note = ""


class BillForm(BaseModel):
    """The fields of the page."""

    output_amount: Annotated[Positive, Typed]
    parts: list[PartForm] = Field(default_factory=list, max_length=MOST_ROWS)
    own_emissions: Annotated[Amount, Typed]
    own_primary_data_share: Annotated[Percentage, Typed] | None = None
    own_data_quality: QualityForm | None = None
    precedence: Precedence = Precedence.STATED_FOOTPRINT_FIRST
    gwp_set: GwpSetName = DEFAULT_GWP_SET.name


def stated_of(form: BillForm, choices: Choices) -> BillInput:
    """What the form states."""
    quality = form.own_data_quality
    return BillInput(
        output_amount=form.output_amount,
        parts=[_part(row, choices) for row in form.parts],
        own_emissions=form.own_emissions,
        own_primary_data_share=form.own_primary_data_share,
        own_data_quality=DataQuality(**quality.model_dump()) if quality else None,
        precedence=form.precedence,
        gwp_set=form.gwp_set,
    )


def _part(row: PartForm, choices: Choices) -> PartInput:
    key = choices.key_of(row.part) if row.part else None
    return PartInput(
        supplier_id=key.supplier_id if key else "",
        product_id=key.product_id if key else "",
        classification=row.classification,
        quantity=row.quantity,
        unit=row.unit,
        description=row.description,
    )


def form_of(bill: Bill, choices: Choices) -> Submission[Any]:
    """The form filled in with a bill."""
    values = content_of(bill.stated)
    for name, rating in (values.pop("own_data_quality") or {}).items():
        values[f"own_data_quality.{name}"] = rating
    for place, (part, cells) in enumerate(zip(bill.stated.parts, values.pop("parts"), strict=True)):
        label = choices.label_of(key_of(part)) if part.names_product else ""
        shown = {"part": label, **cells}
        del shown["supplier_id"], shown["product_id"]
        values |= {f"parts[{place}].{name}": cell for name, cell in shown.items()}
    return Submission.of(values)


def blank_form() -> Submission[Any]:
    """What stands in the form of a product that has no bill yet."""
    first = Precedence.STATED_FOOTPRINT_FIRST.value
    return Submission.of(
        {"output_amount": "1", "gwp_set": DEFAULT_GWP_SET.name, "precedence": first}
    )


def on_fields(errors: Iterable[FieldProblem]) -> list[FieldProblem]:
    """Errors of a part's supplier or product belong to the field in which the part is typed."""
    return [_on_field(error) for error in errors]


def _on_field(error: FieldProblem) -> FieldProblem:
    row, _dot, name = error.path.rpartition(".")
    path = f"{row}.part" if name in ("supplier_id", "product_id") else error.path
    return FieldProblem(path, error.code, error.message, error.about)
