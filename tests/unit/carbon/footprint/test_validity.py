"""How long a footprint may be used, what may happen to it, and how far it can be used."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from carbon.findings import FindingCode
from carbon.footprint.lifecycle import lifecycle_findings
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.usability import UsabilityLevel, usability
from carbon.footprint.validity import expires_at, is_usable_on, validity_start
from tests.unit.carbon.examples import day


@pytest.fixture
def footprint(document: dict[str, Any]) -> ProductFootprint:
    parsed, _ = parse_footprint(document)
    assert parsed is not None
    return parsed


def test_validity_is_three_calendar_years_by_default(footprint: ProductFootprint) -> None:
    assert expires_at(footprint) == day(2028)
    assert validity_start(footprint) == day(2025)


def test_a_leap_day_ends_on_the_28th(footprint: ProductFootprint) -> None:
    leap = replace(footprint, pcf=replace(footprint.pcf, reference_period_end=day(2024, 2, 29)))
    assert expires_at(leap) == day(2027, 2, 28)


def test_the_last_year_of_the_calendar_is_not_left(footprint: ProductFootprint) -> None:
    far = replace(footprint, pcf=replace(footprint.pcf, reference_period_end=day(9998)))
    assert expires_at(far) == day(9999)


def test_a_stated_validity_wins(footprint: ProductFootprint) -> None:
    stated = replace(footprint, validity_period_start=day(2025, 3), validity_period_end=day(2026))
    assert (validity_start(stated), expires_at(stated)) == (day(2025, 3), day(2026))


def test_usable_from_the_reference_period_until_just_before_expiry(
    footprint: ProductFootprint,
) -> None:
    moments = [day(2023, 12, 31), day(2024), day(2027, 12, 31), day(2028)]
    assert [is_usable_on(footprint, moment) for moment in moments] == [False, True, True, False]
    withdrawn = replace(footprint, status=FootprintStatus.DEPRECATED)
    assert not is_usable_on(withdrawn, day(2025))


def test_an_issued_footprint_is_only_ever_deprecated(footprint: ProductFootprint) -> None:
    withdrawn = replace(footprint, status=FootprintStatus.DEPRECATED)
    assert lifecycle_findings(footprint, withdrawn) == []
    assert [finding.code for finding in lifecycle_findings(withdrawn, footprint)] == [
        FindingCode.DEPRECATED_IS_FINAL
    ]
    renamed = replace(footprint, company_name="Other")
    assert [finding.code for finding in lifecycle_findings(footprint, renamed)] == [
        FindingCode.ISSUED_FOOTPRINT_CHANGED
    ]


def test_usability_levels(footprint: ProductFootprint) -> None:
    now = day(2025, 6)
    assert usability(footprint, now).level is UsabilityLevel.COMPLETE
    unrated = replace(footprint, pcf=replace(footprint.pcf, dqi=None))
    assert usability(unrated, now).missing == ("pcf.dqi",)
    assert usability(unrated, now).level is UsabilityLevel.CONSISTENT
    silent = replace(footprint, pcf=replace(footprint.pcf, primary_data_share=None))
    assert usability(silent, now).level is UsabilityLevel.INDICATIVE
    assert usability(silent, now).missing == ("pcf.primaryDataShare",)


def test_a_biogenic_product_is_asked_for_more(footprint: ProductFootprint) -> None:
    pcf = replace(
        footprint.pcf,
        biogenic_carbon_content=Decimal("0.1"),
        biogenic_co2_uptake=None,
        land_use_change_ghg_emissions=None,
        biogenic_non_co2_emissions=None,
        land_management_biogenic_co2_emissions=None,
        land_management_fossil_ghg_emissions=None,
    )
    asked = set(usability(replace(footprint, pcf=pcf), day(2025, 6)).missing)
    biogenic = {"biogenicCO2Uptake", "landUseChangeGhgEmissions", "biogenicNonCO2Emissions"}
    assert {f"pcf.{name}" for name in biogenic} <= asked
    later = set(usability(replace(footprint, pcf=pcf), day(2028)).missing)
    assert later - asked == {
        "pcf.landManagementFossilGhgEmissions",
        "pcf.landManagementBiogenicCO2Emissions",
    }


def test_what_is_cut_off_and_packed_is_told_at_the_highest_level(
    footprint: ProductFootprint,
) -> None:
    pcf = replace(
        footprint.pcf,
        exempted_emissions_percent=Decimal(2),
        exempted_emissions_description=None,
        packaging_emissions_included=True,
        packaging_ghg_emissions=None,
    )
    missing = set(usability(replace(footprint, pcf=pcf), day(2025, 6)).missing)
    assert missing >= {"pcf.exemptedEmissionsDescription", "pcf.packagingGhgEmissions"}
