"""Built-in factors and rows that become lines, by the reference's figures."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from carbon.calculation.improving import Kind as Improving
from carbon.calculation.model import Composition
from carbon.units import DeclaredUnit
from supplier_portal.calculations.built_in import built_in
from supplier_portal.calculations.documents import calculation_of, document_of
from supplier_portal.calculations.evaluating import evaluate, judge
from supplier_portal.calculations.model import Calculation, Kind, Pin
from supplier_portal.calculations.references import references
from supplier_portal.calculations.stated import CalculationInput

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def calculation(**stated: Any) -> Calculation:
    """Of one kilogram made, with the built-in factors resolved."""
    given = {"first_day": "2025-01-01", "last_day": "2025-12-31", "site": "CN-JS"}
    content = CalculationInput.model_validate({**given, "output_amount": "1", **stated})
    known = {name: pin for name in references(content) if (pin := built_in(name))}
    unit = DeclaredUnit.KILOGRAM
    return Calculation("c", "mill", "p", content, known, unit, Decimal(1), 1, NOW, "me")


def total(**stated: Any) -> Decimal:
    result = evaluate(calculation(**stated)).result
    assert result is not None
    return result.total


@pytest.mark.parametrize(
    ("fuel", "kilograms"),
    [("diesel", "3196.8"), ("natural gas", "2695.4"), ("other bituminous coal", "2458.2")],
)
def test_fuels_by_the_reference(fuel: str, kilograms: str) -> None:
    one_tonne = {"fuel": fuel, "quantity": "1", "unit": "t"}
    assert round(total(fuels=[one_tonne]), 1) == Decimal(kilograms)
    assert total(fuels=[{**one_tonne, "quantity": "1000", "unit": "kg"}]) == total(
        fuels=[one_tonne]
    )


def test_a_volume_of_gas_needs_its_heating_value_and_then_counts_by_energy() -> None:
    cubic = {"fuel": "natural gas", "quantity": "1", "unit": "万立方米"}
    found = evaluate(calculation(fuels=[cubic]))
    assert [gap.code for gap in found.gaps if not gap.is_hint] == ["heating-value-missing"]
    known = {**cubic, "heating_value": "389310"}
    by_energy = {"fuel": "natural gas", "quantity": "389.31", "unit": "GJ"}
    assert total(fuels=[known]) == total(fuels=[by_energy])


@pytest.mark.parametrize(
    ("generation", "kilograms"),
    [("grid", "0.5777"), ("photovoltaic", "0.052"), ("wind", "0.0324")],
)
def test_electricity_takes_the_footprint_factor(generation: str, kilograms: str) -> None:
    row = {"generation": generation, "quantity": "1", "unit": "kWh", "green_percent": "100"}
    found = evaluate(calculation(electricity=[row]))
    assert found.result is not None
    assert found.result.total == Decimal(kilograms)
    assert "green-power" in [gap.code for gap in found.gaps]


def test_a_refrigerant_is_primary_data_and_a_biogenic_gas_another_component() -> None:
    found = evaluate(calculation(gases=[{"gas": "R-410A", "quantity": "2", "unit": "g"}]))
    assert found.result is not None
    assert found.result.primary_data_share == 100
    assert found.result.total == Decimal("0.002") * Decimal("2255.5")
    biogenic = {"gas": "CH4", "quantity": "1", "unit": "kg", "biogenic": True}
    emissions = evaluate(calculation(gases=[biogenic])).result
    assert emissions is not None
    assert emissions.emissions.biogenic_non_co2 == 27
    assert total(gases=[{"gas": "CO2", "quantity": "5", "unit": "kg", "biogenic": True}]) == 0


def test_a_supplier_s_delivery_comes_with_its_footprint() -> None:
    row = {"supplier_id": "s", "product_id": "p2", "quantity": "3", "unit": "kg"}
    plain = calculation(materials=[row])
    pin = Pin(
        reference="product:s/p2",
        kind=Kind.FOOTPRINT,
        id="f",
        version="1",
        name="Part",
        source="S",
        emissions=Composition(fossil=Decimal(2)),
        unit="kilogram",
        outbound_logistics=Decimal("0.1"),
    )
    found = evaluate(replace(plain, pins={pin.reference: pin}))
    assert found.result is not None
    values = {one.line.key: one.value for one in found.result.contributions}
    assert values == {"materials[0]": 6, "materials[0].logistics": Decimal("0.3")}


def test_a_version_survives_the_store() -> None:
    made = calculation(
        electricity=[{"quantity": "0.5", "unit": "MWh"}],
        gases=[{"gas": "SF6", "quantity": "1", "unit": "g"}],
        transport=[{"quantity": "1", "unit": "t", "distance": "9", "mode": "rail"}],
    )
    again = calculation_of(document_of(made), "c")
    assert again == made
    assert evaluate(again).result == evaluate(made).result


def test_own_data_leave_nothing_to_improve_and_averages_do() -> None:
    own = {"quantity": "1", "unit": "kg", "value": "2", "value_unit": "kg", "source_name": "Meter"}
    best = {**own, "data_type": "primary", "technology": 1, "geography": 1, "time": 1}
    assert evaluate(calculation(waste=[best])).improvements == []
    average = evaluate(calculation(waste=[own])).improvements
    assert average[0].kind is Improving.SPECIFIC_DATA


def test_a_stand_in_of_another_gwp_set_is_told() -> None:
    made = calculation(materials=[{"quantity": "1", "unit": "kg", "factor_id": "f"}])
    pin = Pin(
        reference="factor:f",
        kind=Kind.FACTOR,
        id="f",
        version="1",
        name="Resin",
        source="old",
        emissions=Composition(fossil=Decimal(2)),
        unit="kilogram",
        gwp_sets=("AR5",),
    )
    found = evaluate(replace(made, pins={pin.reference: pin}))
    assert "other-gwp-set" in [gap.code for gap in found.gaps]
    assert found.is_complete
    assert found.pcf is not None
    assert found.pcf.ipcc_characterization_factors == ("AR5", "AR6")
    assert judge(found.pcf, NOW).usability.level == 1, "packaging and biogenic carbon are not said"


def test_the_period_is_whole_days() -> None:
    made = calculation()
    assert made.period_start == datetime(2025, 1, 1, tzinfo=UTC)
    assert made.period_end == datetime(2026, 1, 1, tzinfo=UTC)
    assert made.stated.last_day == date(2025, 12, 31)


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_day": "2024-12-31"},
        {"last_day": "9999-12-31"},
        {"site": "CN-XX"},
        {"output_amount": "0"},
        {"output_amount": 5},
        {"fuels": [{"fuel": "hay"}]},
        {"gases": [{"gas": "air"}]},
        {"materials": [{"technology": 6}]},
        {"materials": [{"unit": "bushel"}]},
        {"electricity": [{"generation": "hope"}]},
        {"exempted_percent": "101"},
        {"unknown": 1},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    given = {"first_day": "2025-01-01", "last_day": "2025-12-31"}
    with pytest.raises(ValidationError):
        CalculationInput.model_validate(given | wrong)
