"""Attributes of CarbonFootprint (PACT v3.0.4), in the specification's order."""

from decimal import Decimal
from functools import partial

from carbon.footprint import model
from carbon.footprint.field_kinds import Field, Kind, ObjectType, Requirement, Sign
from carbon.footprint.regions import Region
from carbon.units import DeclaredUnit

_PERCENT = (Decimal(0), Decimal(100))
_RATING = (Decimal(1), Decimal(5))

_emissions = partial(Field, kind=Kind.DECIMAL, unit="kgCO2e")
_emitted = partial(_emissions, sign=Sign.NON_NEGATIVE)
_removed = partial(_emissions, sign=Sign.NON_POSITIVE)
_carbon = partial(Field, kind=Kind.DECIMAL, unit="kg C", sign=Sign.NON_NEGATIVE)
_rating = partial(Field, kind=Kind.DECIMAL, bounds=_RATING)
_text = partial(Field, kind=Kind.TEXT, may_be_empty=True)
_object = partial(Field, kind=Kind.OBJECT)
_must = partial(Field, required=True, requirement=Requirement.SCHEMA)

_SCHEMA = Requirement.SCHEMA
_SHALL = Requirement.SHALL
_SHOULD = Requirement.SHOULD
_BIOGENIC = Requirement.BIOGENIC
_BIOGENIC_2027 = Requirement.BIOGENIC_2027
_CCS = Requirement.CAPTURE_AND_STORAGE
_CCU = Requirement.CAPTURE_AND_USE

SECTOR_RULE = ObjectType(
    model.SectorRule,
    (
        _must("operator", Kind.CHOICE, choices=model.RuleOperator),
        _must("ruleNames", Kind.TEXT, many=True),
        Field("otherOperatorName", Kind.TEXT),
    ),
)

EMISSION_FACTOR_SOURCE = ObjectType(
    model.EmissionFactorSource, (_must("name", Kind.TEXT), _must("version", Kind.TEXT))
)

DATA_QUALITY = ObjectType(
    model.DataQualityIndicators,
    tuple(
        _rating(name, required=True, requirement=Requirement.SHALL_2027)
        for name in ("technologicalDQR", "geographicalDQR", "temporalDQR")
    ),
)

VERIFICATION = ObjectType(
    model.Verification,
    (
        Field("coverage", Kind.CHOICE, choices=model.VerificationCoverage),
        _text("providerName"),
        Field("completedAt", Kind.DATE_TIME),
        _text("standardName"),
        _text("comments"),
    ),
)

_UNIT_AND_PERIOD = (
    _must("declaredUnitOfMeasurement", Kind.CHOICE, choices=DeclaredUnit),
    _must("declaredUnitAmount", Kind.DECIMAL, unit="declared unit", sign=Sign.POSITIVE),
    _must("productMassPerDeclaredUnit", Kind.DECIMAL, unit="kg", sign=Sign.NON_NEGATIVE),
    _must("referencePeriodStart", Kind.DATE_TIME),
    _must("referencePeriodEnd", Kind.DATE_TIME),
    Field("geographyRegionOrSubregion", Kind.CHOICE, _SHOULD, choices=Region),
    Field("geographyCountry", Kind.PATTERN, _SHOULD, pattern="[A-Z]{2}"),
    Field("geographyCountrySubdivision", Kind.PATTERN, _SHOULD, pattern="[A-Z]{2}-[A-Z0-9]{1,3}"),
    _text("boundaryProcessesDescription", requirement=_SHOULD),
)

_EMISSIONS_AND_CARBON = (
    _emissions("pcfExcludingBiogenicUptake", requirement=_SHALL, required=True),
    _emissions("pcfIncludingBiogenicUptake", requirement=_SHALL, required=True),
    _emitted("fossilGhgEmissions", requirement=_SHALL, required=True),
    _carbon("fossilCarbonContent", requirement=_SHALL, required=True),
    _carbon("biogenicCarbonContent", requirement=_BIOGENIC),
    _carbon("recycledCarbonContent", requirement=_SHOULD),
    _emitted("landUseChangeGhgEmissions", requirement=_BIOGENIC),
    _emitted("landCarbonLeakage"),
    _emitted("landManagementFossilGhgEmissions", requirement=_BIOGENIC_2027),
    _emitted("landManagementBiogenicCO2Emissions", requirement=_BIOGENIC_2027),
    _removed("landManagementBiogenicCO2Removals"),
    _removed("biogenicCO2Uptake", requirement=_BIOGENIC),
    _emitted("biogenicNonCO2Emissions", requirement=_BIOGENIC),
    Field("landAreaOccupation", Kind.DECIMAL, unit="m2·year", sign=Sign.NON_NEGATIVE),
    _emitted("aircraftGhgEmissions"),
    Field("packagingEmissionsIncluded", Kind.BOOLEAN, _SHALL),
    _emitted("packagingGhgEmissions", requirement=_SHOULD),
    _carbon("packagingBiogenicCarbonContent", requirement=_SHOULD),
    _emitted("outboundLogisticsGhgEmissions", requirement=_SHOULD),
    Field("ccsTechnologicalCO2CaptureIncluded", Kind.BOOLEAN, _SHALL),
    _removed("ccsTechnologicalCO2Capture", requirement=_CCS),
    _removed("technologicalCO2Removals", requirement=_CCS),
    _text("technologicalCO2CaptureOrigin", requirement=_CCU),
    _carbon("ccuCarbonContent", requirement=_CCU),
    Field("ccuCalculationApproach", Kind.CHOICE, _CCU, choices=model.CcuCalculationApproach),
    Field("ccuCreditCertification", Kind.URI, _CCU),
)

_METHOD_AND_QUALITY = (
    _must("ipccCharacterizationFactors", Kind.PATTERN, many=True, pattern="AR[0-9]+"),
    _must("crossSectoralStandards", Kind.TEXT, many=True),
    _object("productOrSectorSpecificRules", many=True, object_type=SECTOR_RULE),
    _must("exemptedEmissionsPercent", Kind.DECIMAL, unit="%", bounds=_PERCENT),
    _text("exemptedEmissionsDescription"),
    _text("allocationRulesDescription", requirement=_SHOULD),
    _object("secondaryEmissionFactorSources", many=True, object_type=EMISSION_FACTOR_SOURCE),
    Field("primaryDataShare", Kind.DECIMAL, _SHALL, unit="%", bounds=_PERCENT),
    _object("dqi", requirement=Requirement.SHALL_2027, object_type=DATA_QUALITY),
    _object("verification", requirement=Requirement.MAY, object_type=VERIFICATION),
)

CARBON_FOOTPRINT = ObjectType(
    model.CarbonFootprint, _UNIT_AND_PERIOD + _EMISSIONS_AND_CARBON + _METHOD_AND_QUALITY
)
