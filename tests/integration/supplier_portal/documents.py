"""Input for tests: a product, a PACT v3 footprint, a file."""

import copy
import csv
import io
import uuid
from typing import Any

import httpx

Json = dict[str, Any]

HEADINGS = (
    "product_number",
    "product_name",
    "declared_unit_of_measurement",
    "product_mass_per_declared_unit",
    "reference_period_start",
    "reference_period_end",
    "pcf_excluding_biogenic_uptake",
    "ipcc_characterization_factors",
    "cross_sectoral_standards",
)


def unique(prefix: str) -> str:
    """A number that no other test uses."""
    return f"{prefix}-{uuid.uuid4().hex[:8]}"


def product(**changes: Any) -> Json:
    """A product as the API takes it."""
    stated = {
        "number": unique("HRC"),
        "name": "Hot rolled coil",
        "declared_unit": "kilogram",
        "mass_per_declared_unit": "1",
        "product_classifications": ["urn:cpc:41211"],
    }
    return {**stated, **changes}


def add_product(client: httpx.Client, **changes: Any) -> Json:
    """A product that is stored."""
    answer = client.post("/api/v1/products", json=product(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


def footprint(product_: Json, pcf: Json | None = None, **changes: Any) -> Json:
    """A PACT v3 footprint of a product without any finding of weight."""
    document: Json = {
        "id": str(uuid.uuid4()),
        "specVersion": "3.0.0",
        "created": "2026-11-01T00:00:00Z",
        "status": "Active",
        "companyName": "Jiangnan Mill",
        "companyIds": ["urn:lei:529900T8BM49AURSDO55"],
        "productDescription": "",
        "productIds": product_["product_ids"],
        "productNameCompany": product_["name"],
        "pcf": copy.deepcopy(PCF) | (pcf or {}),
    }
    return {**document, **changes}


PCF: Json = {
    "declaredUnitOfMeasurement": "kilogram",
    "declaredUnitAmount": "1",
    "productMassPerDeclaredUnit": "1",
    "referencePeriodStart": "2025-01-01T00:00:00Z",
    "referencePeriodEnd": "2026-01-01T00:00:00Z",
    "geographyCountry": "CN",
    "pcfExcludingBiogenicUptake": "2.10",
    "pcfIncludingBiogenicUptake": "2.10",
    "fossilGhgEmissions": "2.10",
    "fossilCarbonContent": "0.01",
    "packagingEmissionsIncluded": False,
    "ccsTechnologicalCO2CaptureIncluded": False,
    "ipccCharacterizationFactors": ["AR6"],
    "crossSectoralStandards": ["ISO14067"],
    "exemptedEmissionsPercent": "0",
    "primaryDataShare": "100",
    "dqi": {"technologicalDQR": "2", "geographicalDQR": "1", "temporalDQR": "1.5"},
}


def row(number: str, value: str = "2.5", **changes: str) -> dict[str, str]:
    """A row of an upload."""
    cells = (number, "Coil", "piece", "1.5", "2025-01-01", "2025-12-31", value, "AR6", "ISO14067")
    return {**dict(zip(HEADINGS, cells, strict=True)), **changes}


def csv_file(*rows: dict[str, str]) -> bytes:
    """Rows as a CSV file."""
    file = io.StringIO(newline="")
    names = list(dict.fromkeys(name for one in rows for name in one))
    writer = csv.DictWriter(file, names)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def upload(client: httpx.Client, content: bytes, **options: str) -> httpx.Response:
    """Send a file to the bulk route."""
    files = {"file": ("footprints.csv", content)}
    return client.post("/api/v1/footprints/bulk", params=options, files=files)
