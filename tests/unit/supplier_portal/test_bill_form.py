"""The form of a bill: what was meant by what was typed, and nothing lost on the way."""

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carbon.units import DeclaredUnit
from supplier_portal.bills_of_materials.choices import Choices, labelled
from supplier_portal.bills_of_materials.form import BillForm, form_of, on_fields, stated_of
from supplier_portal.bills_of_materials.model import Bill, BillInput, DataQuality, PartInput
from supplier_portal.bills_of_materials.rules import PartKey
from supplier_portal.products.service import Product, new_product
from tierzero.i18n import literal
from tierzero.problems import FieldProblem
from tierzero.web.form_values import nested

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def product(owner: str, number: str, name: str) -> Product:
    return new_product(
        owner, number, name=name, declared_unit=DeclaredUnit.KILOGRAM, mass_per_declared_unit=None
    )


WIRE = product("mill", "W-1", "Wire  of copper")
SLASHED = product("mill", "A/7", "Rod")
TWINS = [product(owner, "C", "Cell") for owner in ("east", "west")]
CHOICES = labelled(
    "mill",
    [
        (WIRE, "W-1 · Wire  of copper"),
        (SLASHED, "A/7 · Rod"),
        *((twin, "C · Cell · Cells Ltd") for twin in TWINS),
    ],
)
NUMBERS = st.decimals(min_value="0.001", max_value="1000000", places=3)
KEYS = st.sampled_from(
    [*(PartKey(one.supplier_id, one.id) for one in (WIRE, *TWINS)), PartKey("x", "y"), None]
)


@st.composite
def parts(draw: st.DrawFn) -> PartInput:
    key, quantity = draw(KEYS), draw(NUMBERS)
    return PartInput(
        supplier_id=key.supplier_id if key else "",
        product_id=key.product_id if key else "",
        classification=draw(st.sampled_from(["", "urn:cpc:41211"])),
        quantity=quantity,
        unit=draw(st.sampled_from(["kg", "t", "pcs", "kWh"])),
        description=draw(st.sampled_from(["", "frame", "框架"])),
    )


QUALITIES = st.builds(
    DataQuality,
    technological=st.just(Decimal(1)),
    geographical=st.just(Decimal("1.5")),
    temporal=st.just(Decimal(5)),
)
BILLS = st.builds(
    BillInput,
    output_amount=NUMBERS,
    parts=st.lists(parts(), max_size=5),
    own_emissions=NUMBERS,
    own_primary_data_share=st.none() | st.just(Decimal("12.5")),
    own_data_quality=st.none() | QUALITIES,
)


@given(BILLS)
def test_what_the_form_shows_states_the_same_bill_again(stated: BillInput) -> None:
    bill = Bill("pack", "mill", stated, DeclaredUnit.PIECE, None, 1, NOW)
    shown = {name: text for name, text in form_of(bill, CHOICES).values.items() if text}
    assert stated_of(BillForm.model_validate(nested(shown)), CHOICES) == stated


def test_a_part_is_found_by_label_number_or_ids() -> None:
    wire = PartKey("mill", WIRE.id)
    assert CHOICES.key_of("W-1 · Wire of copper") == wire
    assert CHOICES.key_of("W-1") == wire
    assert CHOICES.key_of("A/7") == PartKey("mill", SLASHED.id)
    assert CHOICES.key_of("cells / lfp-280") == PartKey("cells", "lfp-280")
    assert CHOICES.label_of(PartKey("cells", "lfp-280")) == "cells/lfp-280"


def test_products_of_the_same_name_are_told_apart() -> None:
    for twin in TWINS:
        key = PartKey(twin.supplier_id, twin.id)
        assert CHOICES.key_of(CHOICES.label_of(key)) == key


def test_nothing_is_offered_to_a_supplier_without_products() -> None:
    nothing: Choices = labelled("mill", [])
    assert not nothing.by_label


def test_faults_of_supplier_and_product_stand_at_the_part() -> None:
    paths = ("parts[3].supplier_id", "parts[0].product_id", "parts[0].unit", "own_emissions")
    faults = [FieldProblem(path, "code", literal("text")) for path in paths]
    assert [one.path for one in on_fields(faults)] == [
        "parts[3].part",
        "parts[0].part",
        "parts[0].unit",
        "own_emissions",
    ]
