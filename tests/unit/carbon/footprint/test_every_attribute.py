"""Each attribute of PACT v3.0.4 §1.1 and §1.2: type, unit, sign and cardinality, typed in by hand.

The table is not made from the code's own: what one of them lacks, the other one shows.
"""

import copy
import re
from typing import Any, NamedTuple

import pytest

from carbon.findings import FindingCode as Code
from carbon.findings import Severity
from carbon.findings_text import describe
from carbon.footprint.field_kinds import Field, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.writing import to_wire
from supplier_portal.footprints.labels import LABELS

NUMBER, TEXT, FLAG, TIME, CHOICE, LIST, OBJECT = (
    *("number", "text", "flag", "time", "choice"),
    *("list", "object"),
)
ANY, ZERO_UP, ABOVE_ZERO, ZERO_DOWN, PERCENT, RATING = (
    *("any", ">=0", ">0", "<=0", "0..100", "1..5"),
)
KG, C = "kgCO2e", "kg C"


class Row(NamedTuple):
    """One line of the table; a path with ``[]`` is inside a list of objects."""

    path: str
    kind: str
    unit: str = ""
    sign: str = ""
    required: bool = False
    sample: Any = None


def must(path: str, kind: str, unit: str = "", sign: str = "", sample: Any = None) -> Row:
    return Row(path, kind, unit, sign, True, sample)


def number(name: str, unit: str = KG, sign: str = ZERO_UP) -> Row:
    return Row(f"pcf.{name}", NUMBER, unit, sign)


RULES = [{"operator": "Other", "ruleNames": ["a"], "otherOperatorName": "b"}]
SOURCES = [{"name": "ecoinvent", "version": "3.11"}]
EXTENSIONS = [{"specVersion": "2.0.0", "dataSchema": "https://example.com/s", "data": {"a": 1}}]
RATINGS = {"technologicalDQR": "1", "geographicalDQR": "5", "temporalDQR": "2.5"}
VERIFIED = {
    "coverage": "PCF program",
    "providerName": "T",
    "completedAt": "2025-01-01T00:00:00Z",
    "standardName": "ISO",
    "comments": "",
}
ID = "00000000-0000-4000-8000-000000000001"

TABLE = (
    must("id", TEXT),
    must("specVersion", TEXT),
    Row("precedingPfIds", LIST, sample=[ID]),
    must("created", TIME),
    must("status", CHOICE),
    Row("validityPeriodStart", TIME),
    Row("validityPeriodEnd", TIME),
    must("companyName", TEXT),
    must("companyIds", LIST, sample=["urn:lei:529900T8BM49AURSDO55"]),
    must("productDescription", TEXT),
    must("productIds", LIST, sample=["urn:gtin:4006381333931"]),
    must("productNameCompany", TEXT),
    Row("productClassifications", LIST, sample=["urn:cpc:41211"]),
    Row("comment", TEXT),
    must("pcf", OBJECT),
    Row("extensions", LIST, sample=EXTENSIONS),
    must("extensions[].specVersion", TEXT),
    must("extensions[].dataSchema", TEXT),
    Row("extensions[].documentation", TEXT, sample="https://example.com/d"),
    must("extensions[].data", OBJECT, sample={"a": 1}),
    must("pcf.declaredUnitOfMeasurement", CHOICE),
    must("pcf.declaredUnitAmount", NUMBER, "declared unit", ABOVE_ZERO),
    must("pcf.productMassPerDeclaredUnit", NUMBER, "kg", ZERO_UP),
    must("pcf.referencePeriodStart", TIME),
    must("pcf.referencePeriodEnd", TIME),
    Row("pcf.geographyRegionOrSubregion", CHOICE, sample="Eastern Asia"),
    Row("pcf.geographyCountry", TEXT, sample="CN"),
    Row("pcf.geographyCountrySubdivision", TEXT, sample="CN-JS"),
    Row("pcf.boundaryProcessesDescription", TEXT),
    must("pcf.pcfExcludingBiogenicUptake", NUMBER, KG, ANY),
    must("pcf.pcfIncludingBiogenicUptake", NUMBER, KG, ANY),
    must("pcf.fossilGhgEmissions", NUMBER, KG, ZERO_UP),
    must("pcf.fossilCarbonContent", NUMBER, C, ZERO_UP),
    number("biogenicCarbonContent", C),
    number("recycledCarbonContent", C),
    number("landUseChangeGhgEmissions"),
    number("landCarbonLeakage"),
    number("landManagementFossilGhgEmissions"),
    number("landManagementBiogenicCO2Emissions"),
    number("landManagementBiogenicCO2Removals", sign=ZERO_DOWN),
    number("biogenicCO2Uptake", sign=ZERO_DOWN),
    number("biogenicNonCO2Emissions"),
    number("landAreaOccupation", "m2·year"),
    number("aircraftGhgEmissions"),
    Row("pcf.packagingEmissionsIncluded", FLAG),
    number("packagingGhgEmissions"),
    number("packagingBiogenicCarbonContent", C),
    number("outboundLogisticsGhgEmissions"),
    Row("pcf.ccsTechnologicalCO2CaptureIncluded", FLAG),
    number("ccsTechnologicalCO2Capture", sign=ZERO_DOWN),
    number("technologicalCO2Removals", sign=ZERO_DOWN),
    Row("pcf.technologicalCO2CaptureOrigin", TEXT),
    number("ccuCarbonContent", C),
    Row("pcf.ccuCalculationApproach", CHOICE, sample="Cut-off"),
    Row("pcf.ccuCreditCertification", TEXT, sample="https://example.com/c"),
    must("pcf.ipccCharacterizationFactors", LIST, sample=["AR6"]),
    must("pcf.crossSectoralStandards", LIST, sample=["Some standard that nobody knows"]),
    Row("pcf.productOrSectorSpecificRules", LIST, sample=RULES),
    must("pcf.productOrSectorSpecificRules[].operator", CHOICE, sample="Other"),
    must("pcf.productOrSectorSpecificRules[].ruleNames", LIST, sample=["a"]),
    Row("pcf.productOrSectorSpecificRules[].otherOperatorName", TEXT, sample="b"),
    must("pcf.exemptedEmissionsPercent", NUMBER, "%", PERCENT),
    Row("pcf.exemptedEmissionsDescription", TEXT),
    Row("pcf.allocationRulesDescription", TEXT),
    Row("pcf.secondaryEmissionFactorSources", LIST, sample=SOURCES),
    must("pcf.secondaryEmissionFactorSources[].name", TEXT),
    must("pcf.secondaryEmissionFactorSources[].version", TEXT),
    Row("pcf.primaryDataShare", NUMBER, "%", PERCENT),
    Row("pcf.dqi", OBJECT, sample=RATINGS),
    must("pcf.dqi.technologicalDQR", NUMBER, "", RATING),
    must("pcf.dqi.geographicalDQR", NUMBER, "", RATING),
    must("pcf.dqi.temporalDQR", NUMBER, "", RATING),
    Row("pcf.verification", OBJECT, sample=VERIFIED),
    Row("pcf.verification.coverage", CHOICE, sample="product level"),
    Row("pcf.verification.providerName", TEXT),
    Row("pcf.verification.completedAt", TIME),
    Row("pcf.verification.standardName", TEXT),
    Row("pcf.verification.comments", TEXT),
)
NUMBERS = [row for row in TABLE if row.kind == NUMBER]
NAMES = [row.path for row in TABLE]
GEOGRAPHIES = ("geographyRegionOrSubregion", "geographyCountry", "geographyCountrySubdivision")
GARBAGE = ("abc", "", " 1", "1 ", "1,5", "0x1", "NaN", "Infinity", "-", "1.", ".5", "１", "1_0")


def whole(document: dict[str, Any]) -> dict[str, Any]:
    """The example with every list and object of the table in it."""
    made = copy.deepcopy(document) | {"extensions": copy.deepcopy(EXTENSIONS)}
    made["pcf"] |= {
        "productOrSectorSpecificRules": copy.deepcopy(RULES),
        "secondaryEmissionFactorSources": copy.deepcopy(SOURCES),
        "dqi": dict(RATINGS),
        "verification": dict(VERIFIED),
    }
    return made


def put(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with another value at a path; ``...`` takes the attribute out."""
    made = whole(document)
    *outer, name = path.replace("[]", ".0").split(".")
    place: Any = made
    for step in outer:
        place = place[int(step)] if step.isdigit() else place[step]
    if name in GEOGRAPHIES:
        for other in GEOGRAPHIES:
            place.pop(other, None)
    place.pop(name, None) if value is ... else place.update({name: value})
    return made


def refused(document: dict[str, Any], path: str, value: Any) -> set[Code]:
    """Codes of what the schema finds at the path; every text names the value or stands in both."""
    footprint, findings = parse_footprint(put(document, path, value))
    here = path.replace("[]", "[0]")
    for one in findings:
        assert one.path == here or one.path.startswith(f"{here}["), (one.path, here)
        assert one.severity is Severity.ERROR
        english, chinese = describe(one, "en"), describe(one, "zh-CN")
        assert english
        assert chinese
        assert english != chinese
        assert not re.search(r"\{[a-z]", english + chinese)
    assert (footprint is None) == bool(findings)
    return {one.code for one in findings}


def paths_of(object_type: ObjectType, outer: str = "") -> dict[str, Field]:
    found: dict[str, Field] = {}
    for field in object_type.fields:
        path = f"{outer}.{field.name}" if outer else field.name
        found[path] = field
        if field.object_type:
            found |= paths_of(field.object_type, f"{path}[]" if field.many else path)
    return found


def test_the_table_and_the_library_know_the_same_attributes() -> None:
    assert sorted(paths_of(PRODUCT_FOOTPRINT)) == sorted(NAMES)


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_unit_and_cardinality(row: Row) -> None:
    field = paths_of(PRODUCT_FOOTPRINT)[row.path]
    assert field.unit == row.unit
    assert field.required == row.required
    assert field.many == (row.kind == LIST)


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_absent_and_null_are_the_same(document: dict[str, Any], row: Row) -> None:
    expected = {Code.MISSING} if row.required else set[Code]()
    assert refused(document, row.path, ...) == expected
    assert refused(document, row.path, None) == expected


@pytest.mark.parametrize("row", [row for row in TABLE if row.sample is not None], ids=str)
def test_a_sample_is_read_and_written_as_it_was(document: dict[str, Any], row: Row) -> None:
    made = put(document, row.path, row.sample)
    footprint, findings = parse_footprint(made)
    assert findings == []
    assert footprint is not None
    assert to_wire(footprint) == made


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_another_type_is_refused(document: dict[str, Any], row: Row) -> None:
    wrong: dict[str, tuple[Any, ...]] = {
        NUMBER: (1, 1.5, True, [], {}),
        TEXT: (1, True, [], {}),
        FLAG: ("true", 1, [], {}),
        TIME: (1, "2025-01-01", "2025-13-01T00:00:00Z", "2025-01-01T00:00:00", []),
        CHOICE: (1, "something else", [], {}),
        LIST: ("a text", 1, {}, []),
        OBJECT: ("a text", 1, []),
    }
    for value in wrong[row.kind]:
        assert refused(document, row.path, value), (row.path, value)


@pytest.mark.parametrize("row", [row for row in TABLE if row.kind == LIST], ids=str)
def test_an_item_twice_is_refused(document: dict[str, Any], row: Row) -> None:
    assert refused(document, row.path, [*row.sample, *row.sample]) == {Code.DUPLICATE_ITEM}


@pytest.mark.parametrize("row", NUMBERS, ids=str)
def test_signs_and_bounds(document: dict[str, Any], row: Row) -> None:
    accepted, rejected = {
        ANY: (("-7", "0", "7"), ()),
        ZERO_UP: (("0", "7", "0.000"), ("-0.0001", "-7")),
        ABOVE_ZERO: (("0.0001", "7"), ("0", "-7")),
        ZERO_DOWN: (("0", "-7"), ("0.0001", "7")),
        PERCENT: (("0", "100", "33.3"), ("-0.1", "100.1")),
        RATING: (("1", "5", "2.5"), ("0.9", "5.1", "0")),
    }[row.sign]
    for value in accepted:
        assert refused(document, row.path, value) == set()
    for value in rejected:
        assert refused(document, row.path, value), value


@pytest.mark.parametrize("row", NUMBERS, ids=str)
def test_what_is_no_decimal_is_refused_and_an_exponent_is_read(
    document: dict[str, Any], row: Row
) -> None:
    for value in GARBAGE:
        assert refused(document, row.path, value) == {Code.INVALID_DECIMAL}, value
    value = "-2e0" if row.sign == ZERO_DOWN else "+2e0"
    footprint, findings = parse_footprint(put(document, row.path, value))
    assert findings == []
    assert footprint is not None
    written = str(to_wire(footprint)["pcf"])
    assert "e0" not in written, "an exponent is accepted and never emitted"


def test_unknown_attributes_are_ignored_at_every_level(document: dict[str, Any]) -> None:
    made = whole(document)
    for place in (made, made["pcf"], made["pcf"]["dqi"], made["extensions"][0]):
        place["somethingNew"] = {"deep": [1, None]}
    footprint, findings = parse_footprint(made)
    assert findings == []
    assert footprint is not None
    assert "somethingNew" not in str(to_wire(footprint))


def test_at_most_one_place_is_stated(document: dict[str, Any]) -> None:
    made = whole(document)
    made["pcf"] |= {"geographyCountry": "CN", "geographyCountrySubdivision": "CN-JS"}
    footprint, findings = parse_footprint(made)
    assert footprint is None
    assert [one.code for one in findings] == [Code.SEVERAL_GEOGRAPHIES]


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_every_attribute_has_a_name_and_help_for_people(row: Row) -> None:
    if row.path in _MADE_BY_THE_PORTAL or "[]" in row.path or row.kind == OBJECT:
        return
    label = LABELS[row.path]
    assert str(label.name) != row.path
    assert str(label.help)


_MADE_BY_THE_PORTAL = ("id", "created", "status", "precedingPfIds")
"""Nobody types these in."""
