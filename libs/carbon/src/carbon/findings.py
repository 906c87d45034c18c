"""Findings: what is wrong or doubtful about a document, where, and with which values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error rejects the document; a warning travels with it."""

    ERROR = "error"
    WARNING = "warning"


class FindingCode(StrEnum):
    """Stable codes of findings on footprints; texts are in `carbon.findings_text`."""

    # Schema layer, PACT v3.0.4
    MISSING = "attribute-missing"
    NOT_OBJECT = "not-an-object"
    NOT_TEXT = "not-a-text"
    NOT_BOOLEAN = "not-a-boolean"
    NOT_LIST = "not-a-list"
    EMPTY_TEXT = "empty-text"
    TEXT_TOO_LONG = "text-too-long"
    UNSEEN_CHARACTER = "unseen-character"
    EMPTY_LIST = "empty-list"
    LIST_TOO_LONG = "list-too-long"
    DUPLICATE_ITEM = "duplicate-item"
    INVALID_DECIMAL = "invalid-decimal"
    NEGATIVE = "number-negative"
    NOT_POSITIVE = "number-not-positive"
    POSITIVE = "number-positive"
    OUT_OF_RANGE = "number-out-of-range"
    INVALID_DATE_TIME = "invalid-date-time"
    INVALID_UUID = "invalid-uuid"
    INVALID_URN = "invalid-urn"
    INVALID_URI = "invalid-uri"
    INVALID_PATTERN = "invalid-pattern"
    UNKNOWN_VALUE = "unknown-value"
    SEVERAL_GEOGRAPHIES = "several-geographies"

    # Documents of the data model 2.x
    NOT_IN_VERSION_3 = "not-in-version-3"

    # Methodology layer, PACT methodology v3
    SUM_EXCLUDING_UPTAKE = "sum-excluding-uptake"
    SUM_INCLUDING_UPTAKE = "sum-including-uptake"
    LAND_MANAGEMENT_ABOVE_FOSSIL = "land-management-above-fossil"
    PACKAGING_ABOVE_TOTAL = "packaging-above-total"
    REFERENCE_PERIOD_EMPTY = "reference-period-empty"
    VALIDITY_BEFORE_REFERENCE_END = "validity-before-reference-end"
    VALIDITY_TOO_LONG = "validity-too-long"
    VALIDITY_EMPTY = "validity-period-empty"
    UNKNOWN_COUNTRY = "unknown-country"
    UNKNOWN_SUBDIVISION = "unknown-subdivision"
    PACKAGING_NOT_INCLUDED = "packaging-not-included"
    PACKAGING_FLAG_MISSING = "packaging-flag-missing"
    PACKAGING_NUMBER_MISSING = "packaging-number-missing"
    CAPTURE_NOT_INCLUDED = "capture-not-included"
    CAPTURE_FLAG_MISSING = "capture-flag-missing"
    CREDIT_WITHOUT_CERTIFICATION = "credit-without-certification"
    CERTIFICATION_WITHOUT_CREDIT = "certification-without-credit"
    CCU_WITHOUT_APPROACH = "ccu-without-approach"
    CCU_WITHOUT_ORIGIN = "ccu-without-origin"
    OTHER_OPERATOR_MISSING = "other-operator-missing"
    OTHER_OPERATOR_UNEXPECTED = "other-operator-unexpected"
    SECONDARY_SOURCES_MISSING = "secondary-sources-missing"
    SECONDARY_SOURCES_UNEXPECTED = "secondary-sources-unexpected"
    PRIMARY_DATA_SHARE_MISSING = "primary-data-share-missing"
    DATA_QUALITY_MISSING = "data-quality-missing"
    EXEMPTED_ABOVE_CAP = "exempted-above-cap"
    EXEMPTED_WITHOUT_DESCRIPTION = "exempted-without-description"
    CARBON_ABOVE_MASS = "carbon-above-mass"
    UPTAKE_NOT_FROM_CARBON = "uptake-not-from-carbon"
    UPTAKE_WITHOUT_CARBON = "uptake-without-carbon"
    MASS_NOT_DECLARED_AMOUNT = "mass-not-declared-amount"
    MASS_MISSING_FOR_PIECE = "mass-missing-for-piece"
    MASS_FOR_MASSLESS_UNIT = "mass-for-massless-unit"
    OUTDATED_CHARACTERIZATION = "outdated-characterization"
    EXPIRED = "footprint-expired"
    ISSUED_FOOTPRINT_CHANGED = "issued-footprint-changed"
    DEPRECATED_IS_FINAL = "deprecated-is-final"


@dataclass(frozen=True)
class Finding:
    """One finding; `path` is the attribute's JSON path, for example `pcf.fossilGhgEmissions`."""

    code: FindingCode
    path: str
    severity: Severity
    parameters: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding rejects the document."""
    return any(finding.severity is Severity.ERROR for finding in findings)
