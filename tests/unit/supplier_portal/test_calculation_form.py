"""What people type into a step becomes a statement and comes back as it was."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supplier_portal.calculations.fieldset import Step
from supplier_portal.calculations.form import form_of, read_step, without_empty_rows
from supplier_portal.calculations.offers import Offers
from supplier_portal.calculations.rows import Displaced
from supplier_portal.calculations.stated import SECTIONS, CalculationInput
from supplier_portal.calculations.steps import BY_KEY, STEP_OF_FIELD, STEPS

OFFERS = Offers("mill", {}, {})
EMPTY = CalculationInput(first_day=date(2025, 1, 1), last_day=date(2025, 12, 31))
MATERIALS, ENERGY = BY_KEY["materials"], BY_KEY["energy"]


def test_every_field_of_a_statement_stands_on_exactly_one_step() -> None:
    stood = [field.name for step in STEPS for field in step.fields]
    stood += [section.name for step in STEPS for section in step.sections]
    assert sorted(stood) == sorted(CalculationInput.model_fields)
    assert set(SECTIONS) <= set(STEP_OF_FIELD)


def test_every_field_of_a_row_can_be_typed() -> None:
    by_ids = {"supplier_id", "product_id", "factor_id"}
    for step in STEPS:
        for section in step.sections:
            typed = {field.name for field in (*section.fields, *section.further)}
            annotation = CalculationInput.model_fields[section.name].annotation
            row = annotation.__args__[0]  # type: ignore[union-attr]
            stated = set(row.model_fields)
            if row is Displaced:
                stated -= {"measured", "only_this_product"}
            expected = (stated - by_ids) | ({"factor", "product"} if by_ids <= stated else set())
            assert typed | {"product"} == expected | {"product"}, section.name


def test_a_row_of_proposed_choices_alone_is_no_row() -> None:
    typed = {
        "electricity[0].generation": "grid",
        "electricity[0].measured": "true",
        "electricity[0].only_this_product": "false",
        "electricity[4].quantity": "5",
        "electricity[4].generation": "grid",
    }
    assert without_empty_rows(ENERGY, typed) == {
        "electricity[0].quantity": "5",
        "electricity[0].generation": "grid",
    }


def test_numbers_are_what_people_type_and_errors_keep_them() -> None:
    typed = {
        "materials[0].name": "Sheet",
        "materials[0].quantity": "１,200.50",
        "materials[0].unit": "公斤",
        "materials[0].product": "caster/casting",
    }
    filled = read_step(EMPTY, MATERIALS, typed, OFFERS)
    assert filled.stated is not None
    [row] = filled.stated.materials
    assert (str(row.quantity), row.unit) == ("1200.50", "kilogram")
    assert (row.supplier_id, row.product_id) == ("caster", "casting")
    wrong = read_step(EMPTY, MATERIALS, {**typed, "materials[0].quantity": "1,5"}, OFFERS)
    assert wrong.stated is None
    assert [(one.path, one.code) for one in wrong.errors] == [
        ("materials[0].quantity", "decimal-comma")
    ]
    assert wrong.values["materials[0].quantity"] == "1,5"


def test_other_steps_stay_as_they_were() -> None:
    filled = read_step(EMPTY, BY_KEY["outputs"], {"output_amount": "7"}, OFFERS).stated
    assert filled is not None
    again = read_step(filled, MATERIALS, {"packaging_included": "false"}, OFFERS).stated
    assert again is not None
    assert (str(again.output_amount), again.packaging_included) == ("7", False)
    cleared = read_step(again, BY_KEY["outputs"], {}, OFFERS).stated
    assert cleared is not None
    assert cleared.output_amount is None


amounts = st.decimals("0.001", "1e6", places=3).map(str)
rows = st.fixed_dictionaries(
    {},
    optional={
        "name": st.text("abcxyz 钢", min_size=1, max_size=9).map(str.strip).filter(bool),
        "quantity": amounts,
        "unit": st.sampled_from(["kilogram", "liter", "piece"]),
        "value": amounts,
        "value_unit": st.just("kilogram"),
        "measured": st.booleans(),
        "for_amount": amounts,
        "technology": st.integers(1, 5),
        "supplier_id": st.just("mill2"),
        "product_id": st.just("wire"),
    },
)


@given(st.lists(rows.filter(bool), max_size=3), st.booleans())
def test_a_statement_survives_its_form(materials: list[dict[str, object]], packed: bool) -> None:
    complete = [
        row if {"supplier_id", "product_id"} <= set(row) else _without_product(row)
        for row in materials
    ]
    kept = [row for row in complete if set(row) - {"measured"} or row.get("measured") is False]
    stated = CalculationInput.model_validate(
        {**EMPTY.content(), "materials": kept, "packaging_included": packed}
    )
    shown = form_of(stated, MATERIALS, OFFERS)
    values = {name: str(value) for name, value in _named(MATERIALS, shown.values).items()}
    assert read_step(EMPTY, MATERIALS, values, OFFERS).stated == stated


def _without_product(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if not name.endswith("_id")}


def _named(step: Step, values: Mapping[str, Any]) -> dict[str, object]:
    """What the page has fields for."""
    known = {field.name for one in step.sections for field in (*one.fields, *one.further)}
    return {
        name: value
        for name, value in values.items()
        if "[" not in name or name.rpartition(".")[2] in known
    }
