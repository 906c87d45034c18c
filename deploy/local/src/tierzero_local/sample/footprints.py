"""The sample's footprints as PACT v3 documents."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from tierzero_local.sample.data import identity, read, timestamp, year_start

SPECIFICATION = "3.0.0"
Json = dict[str, Any]


def documents(today: date, product: str, known: Mapping[str, Any]) -> list[Json]:
    """Footprints of a product; ``known`` is the product as the portal answered it."""
    entries = [entry for entry in read("footprints") if entry["product"] == product]
    return [_document(today, entry, known) for entry in entries]


def _document(today: date, entry: Json, known: Mapping[str, Any]) -> Json:
    company = _company(product_owner(entry["product"]))
    return {
        "id": identity("footprint", f"{entry['product']}:{today.year + entry['reference_year']}"),
        "specVersion": SPECIFICATION,
        "status": "Active",
        "created": timestamp(datetime.now(UTC)),
        "validityPeriodStart": timestamp(year_start(today, entry["valid_from_year"])),
        "validityPeriodEnd": timestamp(year_start(today, entry["valid_until_year"])),
        "companyName": company["name"],
        "companyIds": [f"urn:pact:tierzero.example:company-id:{company['company_id']}"],
        "productDescription": known["description"],
        "productIds": known["product_ids"],
        "productNameCompany": known["name"],
        "productClassifications": known["product_classifications"],
        "comment": "Invented figures of the sample.",
        "pcf": _carbon_footprint(today, entry, known),
    }


def _carbon_footprint(today: date, entry: Json, known: Mapping[str, Any]) -> Json:
    technological, geographical, temporal = entry["data_quality"]
    return {
        "declaredUnitOfMeasurement": known["declared_unit"],
        "declaredUnitAmount": "1",
        "productMassPerDeclaredUnit": known["mass_per_declared_unit"],
        "referencePeriodStart": timestamp(year_start(today, entry["reference_year"])),
        "referencePeriodEnd": timestamp(year_start(today, entry["reference_year"] + 1)),
        "geographyCountrySubdivision": entry["country_subdivision"],
        "boundaryProcessesDescription": entry["boundary"],
        "pcfExcludingBiogenicUptake": entry["pcf"],
        "pcfIncludingBiogenicUptake": entry["pcf"],
        "fossilGhgEmissions": entry["pcf"],
        "fossilCarbonContent": entry["fossil_carbon_content"],
        "packagingEmissionsIncluded": False,
        "ccsTechnologicalCO2CaptureIncluded": False,
        "ipccCharacterizationFactors": ["AR6"],
        "crossSectoralStandards": ["PACT-3.0", "ISO14067"],
        "exemptedEmissionsPercent": "1.5",
        "exemptedEmissionsDescription": "Ancillary materials below 0.5 % of mass each.",
        "allocationRulesDescription": "By mass within the plant; no co-products.",
        "secondaryEmissionFactorSources": [{"name": "CPCD", "version": "2024"}],
        "primaryDataShare": entry["primary_data_share"],
        "dqi": {
            "technologicalDQR": technological,
            "geographicalDQR": geographical,
            "temporalDQR": temporal,
        },
    }


def product_owner(product: str) -> str:
    """Key of the organization that makes the product."""
    return next(entry["organization"] for entry in read("products") if entry["key"] == product)


def _company(organization: str) -> Json:
    return next(entry for entry in read("organizations") if entry["key"] == organization)
