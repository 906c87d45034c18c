"""Reading documents of the PACT data model 2.x: what version 3 has a place for, and what it lacks.

Source: PACT technical specification v3.0, change log, and the data model of v2.3. Nothing is made
up: what cannot be carried over is left out and named by a finding. Ratings of data quality are
never converted: version 2 rates from 1 to 3, version 3 from 1 to 5 by other matrices.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from carbon.decimals import format_decimal
from carbon.findings import Finding, FindingCode, Severity

Document = Mapping[str, Any]

_RENAMED = {
    "declaredUnit": "declaredUnitOfMeasurement",
    "unitaryProductAmount": "declaredUnitAmount",
    "pCfExcludingBiogenic": "pcfExcludingBiogenicUptake",
    "pCfIncludingBiogenic": "pcfIncludingBiogenicUptake",
    "dLucGhgEmissions": "landUseChangeGhgEmissions",
    "iLucGhgEmissions": "landCarbonLeakage",
    "biogenicCarbonWithdrawal": "biogenicCO2Uptake",
    "otherBiogenicGhgEmissions": "biogenicNonCO2Emissions",
}
_KEPT = (
    "productMassPerDeclaredUnit",
    "referencePeriodStart",
    "referencePeriodEnd",
    "geographyRegionOrSubregion",
    "geographyCountry",
    "geographyCountrySubdivision",
    "boundaryProcessesDescription",
    "fossilGhgEmissions",
    "fossilCarbonContent",
    "biogenicCarbonContent",
    "aircraftGhgEmissions",
    "packagingEmissionsIncluded",
    "packagingGhgEmissions",
    "exemptedEmissionsPercent",
    "exemptedEmissionsDescription",
    "allocationRulesDescription",
    "secondaryEmissionFactorSources",
    "primaryDataShare",
    "crossSectoralStandards",
    "ipccCharacterizationFactors",
)
_TEXT_NUMBERS = (
    "exemptedEmissionsPercent",
    "primaryDataShare",
    "unitaryProductAmount",
    "productMassPerDeclaredUnit",
)
_LISTS = ("secondaryEmissionFactorSources", "productOrSectorSpecificRules")
_TOP_DROPPED = ("version", "updated", "statusComment", "productCategoryCpc")
# Read below, one by one.
_READ_APART = (
    "crossSectoralStandardsUsed",
    "characterizationFactors",
    "ipccCharacterizationFactorsSources",
    "productOrSectorSpecificRules",
    "assurance",
)
_MASSLESS = frozenset({"kilowatt hour", "megajoule", "ton kilometer"})
# Names of version 2 whose meaning version 3 spells otherwise.
_STANDARDS = {
    "GHG Protocol Product standard": "GHGP-Product",
    "ISO Standard 14067": "ISO14067",
    "ISO Standard 14044": "ISO14040-44",
    "ISO14044": "ISO14040-44",
    "ISO14040": "ISO14040-44",
}
_COVERAGES = {
    "product level": "product level",
    "product line": "PCF program",
    "PCF system": "PCF program",
    "corporate level": "PCF program",
}


def is_version2(document: object) -> bool:
    """Whether a document states that it is of the data model 2.x."""
    if not isinstance(document, Mapping):
        return False
    version = cast(Document, document).get("specVersion")
    return isinstance(version, str) and version.startswith("2.")


def upgraded(document: Document) -> tuple[dict[str, Any], list[Finding]]:
    """The document in terms of version 3, and what of it could not be carried over.

    It is not checked: that is `parse_footprint`'s, with paths of version 3.
    """
    findings: list[Finding] = []
    top = {
        name: value
        for name, value in document.items()
        if name not in _TOP_DROPPED and name != "pcf" and value not in (None, [])
    }
    top["specVersion"] = "3.0.0"
    _classify(top, document)
    _note(findings, document, ("statusComment",), "")
    pcf = document.get("pcf")
    if isinstance(pcf, Mapping):
        top["pcf"] = _pcf(cast(Document, pcf), findings)
    return top, findings


def _classify(top: dict[str, Any], document: Document) -> None:
    """productCategoryCpc is a class of the Central Product Classification."""
    code = document.get("productCategoryCpc")
    known = list(top.get("productClassifications", ()))
    urn = f"urn:cpc:{code}"
    if isinstance(code, str) and code and urn not in known:
        top["productClassifications"] = [*known, urn]


def _pcf(pcf: Document, findings: list[Finding]) -> dict[str, Any]:
    given = {name: value for name, value in pcf.items() if value is not None}
    read = {name: given[name] for name in _KEPT if name in given}
    read |= {new: given[old] for old, new in _RENAMED.items() if old in given}
    for name in (*_TEXT_NUMBERS, "declaredUnitAmount"):
        if name in read:
            read[name] = _text_number(read[name])
    for name in _LISTS:
        if not read.get(name, True):
            del read[name]
    _carry_factors(read, given)
    _carry_standards(read, given)
    _carry_rules(read, given)
    _carry_assurance(read, given, findings)
    _carry_mass(read)
    _carry_packaging(read, findings)
    known = {*_KEPT, *_RENAMED, *_READ_APART}
    _note(findings, given, [name for name in given if name not in known], "pcf.")
    return read


def _carry_factors(read: dict[str, Any], given: Document) -> None:
    """AR6 or AR5 in the older characterizationFactors, a single text."""
    factor = given.get("characterizationFactors")
    if "ipccCharacterizationFactors" not in read and isinstance(factor, str):
        read["ipccCharacterizationFactors"] = [factor]


def _carry_standards(read: dict[str, Any], given: Document) -> None:
    stated = read.get("crossSectoralStandards") or given.get("crossSectoralStandardsUsed")
    if isinstance(stated, list):
        names = [_STANDARDS.get(str(one), one) for one in cast("list[object]", stated)]
        read["crossSectoralStandards"] = list(dict.fromkeys(names))


def _carry_rules(read: dict[str, Any], given: Document) -> None:
    if rules := given.get("productOrSectorSpecificRules"):
        read["productOrSectorSpecificRules"] = rules


def _carry_assurance(read: dict[str, Any], given: Document, findings: list[Finding]) -> None:
    """assurance → verification; level, boundary and the flag itself have no place any more."""
    assurance = given.get("assurance")
    if not isinstance(assurance, Mapping):
        return
    stated = cast(Document, assurance)
    names = ("providerName", "completedAt", "standardName", "comments")
    verification = {name: stated[name] for name in names if stated.get(name)}
    coverage = _COVERAGES.get(str(stated.get("coverage", "")))
    if coverage:
        verification["coverage"] = coverage
    if verification and stated.get("assurance") is not False:
        read["verification"] = verification
    lost = [name for name in ("level", "boundary") if stated.get(name)]
    if stated.get("coverage") and not coverage:
        lost.append("coverage")
    _note(findings, stated, lost, "pcf.assurance.")


def _carry_mass(read: dict[str, Any]) -> None:
    """Version 2 lets the mass be absent; a kilogram weighs one, energy and transport nothing."""
    unit = read.get("declaredUnitOfMeasurement")
    if "productMassPerDeclaredUnit" in read:
        return
    if unit == "kilogram" and "declaredUnitAmount" in read:
        read["productMassPerDeclaredUnit"] = read["declaredUnitAmount"]
    elif unit in _MASSLESS:
        read["productMassPerDeclaredUnit"] = "0"


def _carry_packaging(read: dict[str, Any], findings: list[Finding]) -> None:
    """A number where the flag says that there is none is left out, as version 3 asks."""
    if read.get("packagingEmissionsIncluded") is False and "packagingGhgEmissions" in read:
        _note(findings, read, ["packagingGhgEmissions"], "pcf.")
        del read["packagingGhgEmissions"]


def _text_number(value: object) -> object:
    """Percentages and amounts may be JSON numbers in version 2, texts in version 3."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    # The shortest decimal that stands for the number is what its sender wrote.
    return format_decimal(Decimal(str(value)))


def _note(findings: list[Finding], source: Document, names: Iterable[str], path: str) -> None:
    for name in names:
        if source.get(name) not in (None, "", [], {}):
            finding = Finding(FindingCode.NOT_IN_VERSION_3, path + name, Severity.WARNING)
            findings.append(finding)
