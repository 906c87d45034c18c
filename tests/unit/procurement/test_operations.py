"""Activities are read strictly, kind by kind, from requests, forms and files alike."""

from datetime import UTC, datetime
from typing import Any

import pytest

from procurement.operations.columns import COLUMNS
from procurement.operations.http import _values as form_values
from procurement.operations.kinds import KINDS
from procurement.operations.reading import read_entry, sheet_of
from procurement.operations.record import document_of, fact_of, operation_from, operation_of
from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.tabular import Row
from tierzero.web.form_values import nested

NOW = datetime(2026, 4, 1, tzinfo=UTC)
COMMON = {"reference": "A-1", "date": "2026-03-31"}


def priced(value: str, unit: str, *classes: str) -> dict[str, Any]:
    return {"value": value, "unit": unit, "classifications": list(classes)}


POWER = priced("0.5", "kWh", "urn:electricity:cn")
LEAK = {"gas": "HFC-32", "mass": "0.001", "mass_unit": "kg"}
TREATED = [{"share": "1", "classifications": ["urn:waste:landfill"]}]
SENT: dict[str, dict[str, Any]] = {
    "fuel_use": {"fuel": priced("10", "l", "urn:fuel:diesel")},
    "electricity_use": {"electricity": POWER, "loss_share": "0.05", "generation": ["urn:e:cn"]},
    "transport": {"category": 9, "fuels": [POWER], "leakages": [LEAK]},
    "waste_treatment": {"mass": "1", "mass_unit": "t", "treatments": TREATED},
    "travel": {
        "passengers": "2",
        "distance": "900",
        "distance_unit": "km",
        "classifications": ["urn:transport:air"],
    },
    "commuting": {"employees": "5", "days": "200", "telework_energy": POWER},
    "leased_asset": {"category": 13, "emissions": "12.5", "share": "0.5"},
    "processing": {"processor_emissions": "100", "product_share": "0.25"},
    "product_use": {
        "units_sold": "10",
        "lifetime_uses": "100",
        "energy_per_use": [POWER],
        "leakage_per_use": [LEAK],
    },
    "end_of_life": {"mass_sold": "1", "mass_unit": "t", "treatments": TREATED},
    "franchise": {"scope_1": "1", "scope_2": "2"},
    "investment": {
        "share": "0.2",
        "revenue": "100",
        "currency": "CNY",
        "classifications": ["urn:naics:325211"],
    },
}


def sent(kind: str, **changes: Any) -> Any:
    return read_entry({**COMMON, "kind": kind, **SENT[kind], **changes})


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_survives_document_fact_and_form(kind: str) -> None:
    entry = sent(kind)
    operation = operation_of(entry, "plant", NOW)
    assert operation_from({**document_of(operation), "organization_id": "plant"}) == operation
    fact = Activity.FromString(fact_of(operation).SerializeToString())
    assert (fact.WhichOneof("detail"), fact.category) == (kind, entry.category)
    known = {column.name for column in KINDS[kind].columns} | {"category"}
    values = form_values(operation)
    assert set(values) <= known
    form = {name: value for name, value in values.items() if name in known}
    assert read_entry({**nested(form), "kind": kind}) == entry


def test_every_kind_of_the_contract_can_be_sent() -> None:
    fields = Activity.DESCRIPTOR.oneofs_by_name["detail"].fields
    assert {field.name for field in fields} == {"purchase", *KINDS}
    assert set(COLUMNS) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "changes", "path", "code"),
    [
        ("fuel_use", {"category": 4}, "category", None),
        ("fuel_use", {"fuel": priced("-1", "l", "urn:fuel:diesel")}, "fuel.value", None),
        ("fuel_use", {"fuel": priced("1", "barrel", "urn:a:b")}, "fuel.unit", "unknown-unit"),
        ("fuel_use", {"fuel": priced("1", "l")}, "fuel.classifications", None),
        ("transport", {"amount": "1", "currency": "CNY"}, "", "one-method"),
        ("transport", {"leakages": [LEAK | {"gas": "steam"}]}, "leakages[0].gas", "unknown-gas"),
        ("waste_treatment", {"treatments": TREATED * 2}, "", "shares-not-whole"),
        ("travel", {"passengers": None}, "", "incomplete"),
        ("leased_asset", {"share": "1.5"}, "share", "invalid-share"),
        ("electricity_use", {"generation": []}, "", "generation-missing"),
    ],
)
def test_what_is_wrong_is_named(
    kind: str, changes: dict[str, Any], path: str, code: str | None
) -> None:
    problems = sent(kind, **changes)
    assert isinstance(problems, tuple)
    assert path in [problem.path for problem in problems]
    assert code is None or code in [problem.code for problem in problems]


def test_an_unknown_kind_is_refused() -> None:
    for item in ({"kind": "juggling"}, {}, "text"):
        problems = read_entry(item)
        assert isinstance(problems, tuple)
        assert [(one.path, one.code) for one in problems] == [("kind", "unknown-kind")]


def test_a_row_of_a_file_is_blamed_at_its_cells() -> None:
    values: dict[str, Any] = {
        "reference": "A-1",
        "date": "2026-03-31",
        "mass": "1",
        "mass_unit": "barrel",
        "treatments[0].share": "1",
        "treatments[0].classifications": "landfill",
    }
    kind = KINDS["waste_treatment"]
    sheet = sheet_of(kind, [Row(2, values=values, raw=values, errors=())])
    assert sorted(error.name for error in sheet.errors) == [
        "mass_unit",
        "treatments[0].classifications",
    ]
    good: dict[str, Any] = {
        **values,
        "mass_unit": "t",
        "treatments[0].classifications": "urn:waste:landfill",
    }
    assert sheet_of(kind, [Row(2, values=good, raw=good, errors=())]).models == (
        sent("waste_treatment"),
    )
