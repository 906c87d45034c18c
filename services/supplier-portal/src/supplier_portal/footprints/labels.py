"""What people call each attribute of a footprint, and what belongs in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tierzero.i18n import Text, _, literal


@dataclass(frozen=True)
class Label:
    """Name and help of one attribute."""

    name: Text
    help: Text


PRODUCT_LABELS: Mapping[str, Label] = {
    "validityPeriodStart": Label(
        _("Valid from"), _("Leave empty: from the end of the reference period.")
    ),
    "validityPeriodEnd": Label(
        _("Valid until"), _("Leave empty: three years from the end of the reference period.")
    ),
    "companyName": Label(_("Company"), _("Name of the company that owns the footprint.")),
    "companyIds": Label(_("Company identifiers"), _("URNs that identify the company.")),
    "productDescription": Label(
        _("Product description"), _("What it is, how it is made, what sets it apart.")
    ),
    "productIds": Label(_("Product identifiers"), _("URNs that identify the product.")),
    "productNameCompany": Label(_("Product name"), _("As your customers know it.")),
    "productClassifications": Label(
        _("Product classes"), _("URNs such as urn:cpc:41211 or urn:eclass:… ")
    ),
    "comment": Label(_("Comment"), _("Anything a reader should know to interpret the number.")),
    "specVersion": Label(_("Specification version"), _("Version of the PACT specification.")),
    "extensions": Label(_("Extensions"), _("Further data agreed with partners.")),
}

UNIT_LABELS: Mapping[str, Label] = {
    "declaredUnitOfMeasurement": Label(
        _("Declared unit"), _("The unit that the footprint is stated for.")
    ),
    "declaredUnitAmount": Label(
        _("Amount of the declared unit"),
        _("How many units the numbers below are for; 1 for bulk goods."),
    ),
    "productMassPerDeclaredUnit": Label(
        _("Product mass"),
        _("Mass of that amount, without packaging; 0 for energy, transport and services."),
    ),
    "referencePeriodStart": Label(
        _("Reference period: first day"), _("Start of the time in which data was collected.")
    ),
    "referencePeriodEnd": Label(
        _("Reference period: last day"), _("End of that time, the last day included.")
    ),
    "geographyRegionOrSubregion": Label(
        _("Region"), _("UN region, where production is spread over countries.")
    ),
    "geographyCountry": Label(
        _("Country"), _("Where it is made: ISO 3166-1 code of two letters, such as CN.")
    ),
    "geographyCountrySubdivision": Label(
        _("Province or state"), _("ISO 3166-2 code such as CN-JS; then leave the country empty.")
    ),
    "boundaryProcessesDescription": Label(
        _("Processes within the boundary"), _("Which life cycle processes are included.")
    ),
}

EMISSION_LABELS: Mapping[str, Label] = {
    "pcfExcludingBiogenicUptake": Label(
        _("Footprint without biogenic uptake"),
        _("The total that customers compare: fossil, land use and biogenic emissions, no uptake."),
    ),
    "pcfIncludingBiogenicUptake": Label(
        _("Footprint with biogenic uptake"),
        _("The total less the CO₂ that plants took up; equal to it without biogenic material."),
    ),
    "fossilGhgEmissions": Label(
        _("Fossil emissions"), _("From fossil fuels, processes and fossil carbon in materials.")
    ),
    "fossilCarbonContent": Label(
        _("Fossil carbon content"), _("Mass of fossil carbon in the product.")
    ),
    "biogenicCarbonContent": Label(
        _("Biogenic carbon content"), _("Mass of carbon from plants in the product.")
    ),
    "recycledCarbonContent": Label(
        _("Recycled carbon content"), _("Mass of recycled carbon in the product.")
    ),
    "landUseChangeGhgEmissions": Label(
        _("Land use change"), _("Emissions from turning forest or other land into farmland.")
    ),
    "landCarbonLeakage": Label(_("Land carbon leakage"), _("Not part of the totals.")),
    "landManagementFossilGhgEmissions": Label(
        _("Land management, fossil"), _("A part of the fossil emissions: machinery, fertilizer.")
    ),
    "landManagementBiogenicCO2Emissions": Label(
        _("Land management, biogenic CO₂"), _("CO₂ from soils and biomass of managed land.")
    ),
    "landManagementBiogenicCO2Removals": Label(
        _("Land management, removals"), _("CO₂ stored in managed land; zero or negative.")
    ),
    "biogenicCO2Uptake": Label(
        _("Biogenic CO₂ uptake"),
        _("CO₂ taken up by plants in the product; zero or negative, −44/12 of the carbon."),
    ),
    "biogenicNonCO2Emissions": Label(
        _("Biogenic methane and nitrous oxide"), _("CH₄ and N₂O of biogenic origin, as CO₂e.")
    ),
    "landAreaOccupation": Label(_("Land occupation"), _("Area times years used.")),
    "aircraftGhgEmissions": Label(
        _("Air transport"), _("Part from air transport, without radiative forcing.")
    ),
}

SPECIAL_LABELS: Mapping[str, Label] = {
    "packagingEmissionsIncluded": Label(
        _("Packaging included"), _("Whether the totals include packaging.")
    ),
    "packagingGhgEmissions": Label(
        _("Packaging emissions"), _("Part of packaging in the total, where it is included.")
    ),
    "packagingBiogenicCarbonContent": Label(
        _("Biogenic carbon in packaging"), _("Mass of carbon from plants in the packaging.")
    ),
    "outboundLogisticsGhgEmissions": Label(
        _("Outbound logistics"), _("Transport to the customer that you pay; not in the totals.")
    ),
    "ccsTechnologicalCO2CaptureIncluded": Label(
        _("CO₂ capture included"), _("Whether the totals include captured and stored CO₂.")
    ),
    "ccsTechnologicalCO2Capture": Label(
        _("Captured and stored CO₂"), _("Zero or negative; fossil CO₂ stored for good.")
    ),
    "technologicalCO2Removals": Label(
        _("Technological removals"), _("Zero or negative; from the air or from biomass.")
    ),
    "technologicalCO2CaptureOrigin": Label(
        _("Origin of captured CO₂"), _("Process and place where CO₂ is captured.")
    ),
    "ccuCarbonContent": Label(
        _("Carbon from captured CO₂"), _("Mass of carbon in the product that was captured.")
    ),
    "ccuCalculationApproach": Label(
        _("Approach for captured carbon"), _("Cut-off, or Credit with a certification.")
    ),
    "ccuCreditCertification": Label(
        _("Certification of the credit"), _("Web address of the certification.")
    ),
}

METHOD_LABELS: Mapping[str, Label] = {
    "ipccCharacterizationFactors": Label(
        _("Characterization factors"), _("IPCC assessment report of the GWP values: AR6, AR5.")
    ),
    "crossSectoralStandards": Label(
        _("Standards followed"), _("Such as ISO14067, GHGP-Product, PACT-3.0.")
    ),
    "productOrSectorSpecificRules": Label(
        _("Product or sector rules"), _("Product category rules and their operators.")
    ),
    "exemptedEmissionsPercent": Label(
        _("Exempted emissions"), _("Share left out by cut-off; at most 3 % by the methodology.")
    ),
    "exemptedEmissionsDescription": Label(
        _("Why emissions are exempted"), _("What was left out and why.")
    ),
    "allocationRulesDescription": Label(
        _("Allocation rules"), _("How emissions of joint processes are divided.")
    ),
    "secondaryEmissionFactorSources": Label(
        _("Sources of secondary data"), _("Databases and their versions.")
    ),
    "primaryDataShare": Label(
        _("Primary data share"),
        _("Share of the footprint that rests on your own or suppliers' data."),
    ),
}

NESTED_LABELS: Mapping[str, Label] = {
    "dqi": Label(_("Data quality ratings"), _("Of technology, geography and time.")),
    "verification": Label(_("Verification"), _("By an independent third party.")),
    "dqi.technologicalDQR": Label(
        _("Data quality: technology"), _("1 is the exact technology, 5 unknown.")
    ),
    "dqi.geographicalDQR": Label(
        _("Data quality: geography"), _("1 is the very place, 5 unknown.")
    ),
    "dqi.temporalDQR": Label(
        _("Data quality: time"), _("1 is within a year, 5 more than four years or unknown.")
    ),
    "verification.coverage": Label(_("What was verified"), _("By an independent third party.")),
    "verification.providerName": Label(_("Verifier"), _("Name of the verifying body.")),
    "verification.completedAt": Label(_("Verified on"), _("Day on which it was completed.")),
    "verification.standardName": Label(
        _("Verification standard"), _("Such as ISO 14064-3 or ISO 14067.")
    ),
    "verification.comments": Label(_("Remarks on the verification"), _("Limits and conditions.")),
}

PCF_LABELS: Mapping[str, Label] = (
    dict(UNIT_LABELS)
    | dict(EMISSION_LABELS)
    | dict(SPECIAL_LABELS)
    | dict(METHOD_LABELS)
    | dict(NESTED_LABELS)
)
LABELS: Mapping[str, Label] = dict(PRODUCT_LABELS) | {
    f"pcf.{name}": label for name, label in PCF_LABELS.items()
}
"""Path in a PACT document → its label."""


def label_of(path: str) -> Text:
    """Name of the attribute at a path; the path itself where it has none."""
    known = LABELS.get(path.partition("[")[0])
    return known.name if known else literal(path)
