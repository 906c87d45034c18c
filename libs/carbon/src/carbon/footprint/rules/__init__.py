"""The methodology layer: cross-field rules of PACT methodology v3, one small function each.

A rule reports; it never rejects by itself. What a violation means depends on the profile: the
owner's portal refuses what is wrong by the methodology, an inbound exchange only warns, because the
specification calls these rules assistance and its own examples break some of them.
"""

from datetime import datetime
from enum import StrEnum
from itertools import chain

from carbon.findings import Finding, FindingCode, Severity
from carbon.footprint.model import ProductFootprint
from carbon.footprint.rules import flags, mass, periods, places, quality, sums
from carbon.footprint.rules.violation import Rule, Violation

RULES: tuple[Rule, ...] = (
    *sums.RULES,
    *periods.RULES,
    *places.RULES,
    *flags.RULES,
    *quality.RULES,
    *mass.RULES,
)

ALWAYS_WARNINGS = frozenset(
    {
        FindingCode.PACKAGING_FLAG_MISSING,
        FindingCode.PACKAGING_NUMBER_MISSING,
        FindingCode.CAPTURE_FLAG_MISSING,
        FindingCode.SECONDARY_SOURCES_MISSING,
        FindingCode.SECONDARY_SOURCES_UNEXPECTED,
        FindingCode.PRIMARY_DATA_SHARE_MISSING,
        FindingCode.DATA_QUALITY_MISSING,
        FindingCode.EXEMPTED_ABOVE_CAP,
        FindingCode.EXEMPTED_WITHOUT_DESCRIPTION,
        FindingCode.CARBON_ABOVE_MASS,
        FindingCode.UPTAKE_NOT_FROM_CARBON,
        FindingCode.UPTAKE_WITHOUT_CARBON,
        FindingCode.OUTDATED_CHARACTERIZATION,
        FindingCode.EXPIRED,
    }
)
"""Violations that never reject, not even on the owner's portal."""


class Profile(StrEnum):
    """From where a footprint is looked at."""

    OWN = "own"
    EXCHANGE = "exchange"


def methodology_findings(
    footprint: ProductFootprint, now: datetime, profile: Profile = Profile.OWN
) -> list[Finding]:
    """Every violation of the methodology's rules, with its severity under the profile."""
    return [
        Finding(
            violation.code, violation.path, severity(violation.code, profile), violation.parameters
        )
        for violation in violations(footprint, now)
    ]


def violations(footprint: ProductFootprint, now: datetime) -> list[Violation]:
    """The same before any profile weighs it, for many footprints that are only counted."""
    return list(chain.from_iterable([rule(footprint, now) for rule in RULES]))


def severity(code: FindingCode, profile: Profile) -> Severity:
    """How much a violation weighs under the profile."""
    if profile is Profile.EXCHANGE or code in ALWAYS_WARNINGS:
        return Severity.WARNING
    return Severity.ERROR
