"""Emission factors: the EPA's rows, and what makes a factor the same factor."""

import sys
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pydantic import ValidationError

from carbon.scope3.inputs import FactorKind
from procurement.factors import epa
from procurement.factors.model import EVERYONE, Factor, FactorEntry
from tierzero.tabular import read_table

NOW = datetime(2026, 6, 1, tzinfo=UTC)
HEADINGS = (
    "2017 NAICS Code,2017 NAICS Title,GHG,Unit,Supply Chain Emission Factors without Margins,"
    "Margins of Supply Chain Emission Factors,Supply Chain Emission Factors with Margins,"
    "Reference USEEIO Code"
)
UNIT = '"kg CO2e/2022 USD, purchaser price"'


def rows(*lines: str) -> list[Any]:
    """Rows of a file as the EPA publishes it."""
    file = BytesIO("\n".join([HEADINGS, *lines]).encode())
    with read_table(file, "epa.csv", epa.COLUMNS) as table:
        return list(table.rows)


def factor(owner: str = EVERYONE, **changes: Any) -> Factor:
    """An average factor."""
    given = {
        "factor_set": "averages",
        "version": "1",
        "kind": "average_data",
        "classification": "urn:cpc:347",
        "value": "2.10",
        "unit": "kg",
        "gwp_set": "AR6",
    }
    return Factor(FactorEntry.model_validate(given | changes), owner, NOW)


def test_a_row_of_the_epa_becomes_two_factors_with_margins_told_apart() -> None:
    (row,) = rows(f"325211,Plastics,All GHGs,{UNIT},1.022,0.024,1.045,325211")
    (without, with_margins), problems = epa.factors_of(row, epa.EpaSet())
    assert problems == []
    assert (without.value, without.includes_margins) == (Decimal("1.022"), False)
    assert (with_margins.value, with_margins.includes_margins) == (Decimal("1.045"), True)
    assert with_margins.kind is FactorKind.SPEND_BASED
    assert (with_margins.unit, with_margins.price_year) == ("USD", 2022)
    assert with_margins.gwp_set == "AR5"
    assert with_margins.classification == "urn:naics:325211"


def test_a_single_gas_or_another_unit_is_refused_by_name() -> None:
    gas, unit = rows(
        f"325211,Plastics,Methane,{UNIT},1,0,1,x", "325211,Plastics,All GHGs,kg/USD,1,0,1,x"
    )
    assert [one.code for one in epa.factors_of(gas, epa.EpaSet())[1]] == ["single-gas"]
    assert [one.code for one in epa.factors_of(unit, epa.EpaSet())[1]] == ["unknown-unit"]


def test_the_published_file_is_recognized_by_its_headings() -> None:
    assert epa.is_published_file(f"{HEADINGS}\n1,2".encode())
    assert not epa.is_published_file(b"factor_set,version\nSupply Chain")


def test_the_same_factor_is_the_same_whatever_its_spelling() -> None:
    spelled = factor(classification="URN:CPC:3-47", value="2.1", unit="千克")
    assert spelled.id == factor().id
    assert spelled.content == factor().content


@pytest.mark.parametrize(
    "changes",
    [{"version": "2"}, {"region": "CN"}, {"classification": "urn:cpc:348"}, {"owner": "buyer"}],
)
def test_another_version_region_class_or_owner_is_another_factor(changes: dict[str, Any]) -> None:
    assert factor(**changes).id != factor().id


@pytest.mark.parametrize("changes", [{"value": "2.2"}, {"unit": "t"}, {"gwp_set": "AR5"}])
def test_another_value_unit_or_gwp_set_is_another_content(changes: dict[str, Any]) -> None:
    assert factor(**changes).id == factor().id
    assert factor(**changes).content != factor().content


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "spend_based"},
        {"kind": "spend_based", "unit": "USD"},
        {"unit": "furlong"},
        {"value": "-1"},
    ],
)
def test_an_incoherent_factor_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        factor(**changes)
