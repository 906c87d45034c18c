"""Primary data, secondary sources, exemptions and characterization factors."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from carbon.findings import FindingCode
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from carbon.footprint.rules.violation import Rule, Violation, violation

ALL_PRIMARY = Decimal(100)
LATEST_ASSESSMENT_REPORT = 6
RATINGS_OBLIGATORY_FROM = datetime(2028, 1, 1, tzinfo=UTC)
"""PACT methodology v3 makes data quality ratings obligatory by 31 December 2027."""

EXEMPTION_CAP = Decimal(3)
"""Per cent of the footprint that may be cut off (PACT methodology v3)."""

EXEMPTION_CAP_BEFORE_V3 = Decimal(5)


def primary_data_share_stated(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The methodology asks for the primary data share."""
    if footprint.pcf.primary_data_share is None:
        yield violation(FindingCode.PRIMARY_DATA_SHARE_MISSING, "pcf.primaryDataShare")


def data_quality_stated(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The methodology asks for ratings once the years of grace have passed."""
    if footprint.pcf.dqi is None and now >= RATINGS_OBLIGATORY_FROM:
        yield violation(FindingCode.DATA_QUALITY_MISSING, "pcf.dqi")


def secondary_sources_match_share(
    footprint: ProductFootprint, now: datetime
) -> Iterator[Violation]:
    """Secondary data has its sources named; where all data is primary there are none."""
    share = footprint.pcf.primary_data_share
    named = bool(footprint.pcf.secondary_emission_factor_sources)
    path = "pcf.secondaryEmissionFactorSources"
    if share is not None and share < ALL_PRIMARY and not named:
        yield violation(FindingCode.SECONDARY_SOURCES_MISSING, path, share=share)
    if share == ALL_PRIMARY and named:
        yield violation(FindingCode.SECONDARY_SOURCES_UNEXPECTED, path)


def exemptions_within_cap(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """What is cut off stays below the methodology's cap."""
    percent = footprint.pcf.exempted_emissions_percent
    cap = _exemption_cap(footprint.spec_version)
    if percent > cap:
        yield violation(
            FindingCode.EXEMPTED_ABOVE_CAP, "pcf.exemptedEmissionsPercent", value=percent, cap=cap
        )


def exemptions_described(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """What is cut off is said."""
    pcf = footprint.pcf
    if pcf.exempted_emissions_percent > 0 and not pcf.exempted_emissions_description:
        yield violation(
            FindingCode.EXEMPTED_WITHOUT_DESCRIPTION, "pcf.exemptedEmissionsDescription"
        )


def characterization_up_to_date(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """Global warming potentials come from the latest assessment report."""
    if latest_assessment_report(footprint.pcf) < LATEST_ASSESSMENT_REPORT:
        yield violation(
            FindingCode.OUTDATED_CHARACTERIZATION,
            "pcf.ipccCharacterizationFactors",
            value=", ".join(footprint.pcf.ipcc_characterization_factors),
        )


def latest_assessment_report(pcf: CarbonFootprint) -> int:
    """Number of the latest IPCC assessment report among the characterization factors."""
    return _latest(pcf.ipcc_characterization_factors)


@lru_cache(maxsize=256)
def _latest(names: tuple[str, ...]) -> int:
    numbers = (re.sub(r"\D", "", name) for name in names)
    return max((int(number[:6]) for number in numbers if number), default=0)


def _exemption_cap(spec_version: str) -> Decimal:
    major = int(spec_version.split(".", 1)[0])
    return EXEMPTION_CAP if major >= 3 else EXEMPTION_CAP_BEFORE_V3


RULES: tuple[Rule, ...] = (
    primary_data_share_stated,
    data_quality_stated,
    secondary_sources_match_share,
    exemptions_within_cap,
    exemptions_described,
    characterization_up_to_date,
)
