"""What a calculation states as a footprint has no findings and every attribute that follows."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.calculation.guided import geography_of, is_country, technology_of, time_of
from carbon.calculation.model import Composition, DataType, Factor, Stage
from carbon.calculation.rolling import roll_up
from carbon.calculation.stating import Capture, Statement, carbon_footprint, stated_share
from carbon.footprint.model import EmissionFactorSource, FootprintStatus, ProductFootprint
from carbon.footprint.rules import methodology_findings
from carbon.footprint.usability import usability
from carbon.units import DeclaredUnit

from .making import factor, line, primary

NOW = datetime(2026, 11, 26, tzinfo=UTC)
LINES = [
    line("a", "0.8", "kg", primary("2.35", share="60"), for_amount=Decimal(1)),
    line("p", "0.1", "kg", factor("1.5"), for_amount=Decimal(1), stage=Stage.PACKAGING),
]


def statement(**changes: Any) -> Statement:
    given: dict[str, Any] = {
        "declared_unit": DeclaredUnit.PIECE,
        "mass_per_declared_unit": Decimal("0.7"),
        "period_start": datetime(2025, 1, 1, tzinfo=UTC),
        "period_end": datetime(2026, 1, 1, tzinfo=UTC),
        "country": "CN",
        "standards": ("ISO14067", "PACT-3.0"),
        "biogenic_carbon": Decimal(0),
        "packaging_included": True,
        "capture": Capture(included=False),
        "boundary": "From raw materials to the gate.",
        "allocation": "None: one output.",
        "sources": (EmissionFactorSource("national", "2026.1"),),
    }
    return Statement(**(given | changes))


def document(pcf: Any) -> ProductFootprint:
    return ProductFootprint(
        id="3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        spec_version="3.0.0",
        created=NOW,
        status=FootprintStatus.ACTIVE,
        company_name="Mill",
        company_ids=("urn:lei:529900T8BM49AURSDO55",),
        product_description="",
        product_ids=("urn:gtin:4006381333931",),
        product_name_company="Coil",
        pcf=pcf,
    )


def test_a_complete_calculation_has_no_findings_and_the_highest_level() -> None:
    pcf = carbon_footprint(roll_up(LINES, Decimal(1), Decimal(1)), statement())
    assert pcf.pcf_excluding_biogenic_uptake == Decimal("2.03")
    assert pcf.packaging_ghg_emissions == Decimal("0.15")
    assert pcf.primary_data_share == Decimal("55.57")
    assert methodology_findings(document(pcf), NOW) == []
    assert usability(document(pcf), NOW).level == 3


def test_biogenic_carbon_is_taken_from_the_air() -> None:
    pcf = carbon_footprint(
        roll_up(LINES, Decimal(1), Decimal(1)), statement(biogenic_carbon=Decimal("0.3"))
    )
    assert pcf.biogenic_co2_uptake == Decimal("-1.1")
    assert pcf.pcf_including_biogenic_uptake == Decimal("0.93")
    assert pcf.land_use_change_ghg_emissions == 0
    assert methodology_findings(document(pcf), NOW) == []


def test_capture_of_a_part_shows_in_the_flag() -> None:
    kept = Factor(Composition(fossil=Decimal(3), capture=Decimal(-1)), "kilogram")
    result = roll_up([line("k", "1", "kg", kept)], Decimal(1), Decimal(1))
    pcf = carbon_footprint(result, statement(packaging_included=False))
    assert (pcf.ccs_technological_co2_capture_included, pcf.ccs_technological_co2_capture) == (
        True,
        -1,
    )
    assert methodology_findings(document(pcf), NOW) == []


def test_where_all_is_primary_no_secondary_source_is_named() -> None:
    result = roll_up([line("a", "1", "kg", primary("1"))], Decimal(1), Decimal(1))
    pcf = carbon_footprint(result, statement(packaging_included=False))
    assert (pcf.primary_data_share, pcf.secondary_emission_factor_sources) == (100, ())
    assert methodology_findings(document(pcf), NOW) == []


def test_nearly_all_is_not_all() -> None:
    assert stated_share(Decimal("99.9999")) == Decimal("99.99")
    assert stated_share(Decimal(100)) == 100
    assert stated_share(None) is None


parts = st.decimals("0", "1e3", places=6)


@given(st.lists(st.tuples(parts, parts, parts, parts), min_size=1, max_size=5), parts)
def test_the_sums_that_pact_asks_for_always_hold(
    known: list[tuple[Decimal, Decimal, Decimal, Decimal]], output: Decimal
) -> None:
    lines = [
        line(
            str(place),
            "1",
            "kg",
            Factor(Composition(fossil, luc, land, biogenic_non_co2=other), "kilogram"),
        )
        for place, (fossil, luc, land, other) in enumerate(known)
    ]
    result = roll_up(lines, output + 1, Decimal(1))
    pcf = carbon_footprint(
        result, statement(biogenic_carbon=Decimal("0.01"), packaging_included=False)
    )
    parts_of_total = (
        pcf.fossil_ghg_emissions,
        pcf.land_use_change_ghg_emissions or 0,
        pcf.land_management_biogenic_co2_emissions or 0,
        pcf.biogenic_non_co2_emissions or 0,
    )
    assert pcf.pcf_excluding_biogenic_uptake == sum(parts_of_total)
    codes = {one.code.value for one in methodology_findings(document(pcf), NOW)}
    assert not codes & {"sum-excluding-uptake", "sum-including-uptake", "uptake-not-from-carbon"}


@pytest.mark.parametrize(
    ("region", "site", "rating"),
    [
        ("CN-JS", "CN-JS", 1),
        ("CN", "CN", 1),
        ("CN", "CN-JS", 2),
        ("CN-ZJ", "CN-JS", 5),
        ("GLO", "CN-JS", 4),
        ("US", "CN", 5),
        ("", "CN", 5),
    ],
)
def test_nearness(region: str, site: str, rating: int) -> None:
    assert geography_of(region, site) == rating


def test_answers_nobody_gave() -> None:
    assert [technology_of(one) for one in DataType] == [2, 3, 4]
    end = datetime(2026, 1, 1, tzinfo=UTC)
    assert time_of(datetime(2024, 1, 1, tzinfo=UTC), end) == 2
    assert time_of(None, end) == 5
    assert [is_country(code) for code in ("CN", "CN-JS", "XX", "CN-XX")] == [
        True,
        True,
        False,
        False,
    ]
