"""Examples that the tests of the carbon library share."""

from typing import Any

import pytest
from hypothesis import settings

# The first call of a kernel compiles it, and the machine may be shared.
settings.register_profile("carbon", deadline=None)
settings.load_profile("carbon")


@pytest.fixture
def document() -> dict[str, Any]:
    """A footprint that satisfies schema and methodology alike."""
    return {
        "id": "91715e5e-fd0b-4d1c-8fab-76290c46e6ed",
        "specVersion": "3.0.4",
        "created": "2025-02-01T00:00:00Z",
        "status": "Active",
        "companyName": "Example Steel",
        "companyIds": ["urn:pact:steel.example:company-id:91320000100000000A"],
        "productDescription": "Hot rolled coil",
        "productIds": ["urn:pact:steel.example:product-id:HRC-1"],
        "productNameCompany": "Hot rolled coil 3 mm",
        "productClassifications": ["urn:cpc:41211"],
        "pcf": {
            "declaredUnitOfMeasurement": "kilogram",
            "declaredUnitAmount": "1",
            "productMassPerDeclaredUnit": "1",
            "referencePeriodStart": "2024-01-01T00:00:00Z",
            "referencePeriodEnd": "2025-01-01T00:00:00Z",
            "geographyCountrySubdivision": "CN-JS",
            "boundaryProcessesDescription": "Coke oven to coil",
            "pcfExcludingBiogenicUptake": "2.35",
            "pcfIncludingBiogenicUptake": "2.35",
            "fossilGhgEmissions": "2.35",
            "fossilCarbonContent": "0.01",
            "biogenicCarbonContent": "0",
            "packagingEmissionsIncluded": False,
            "ccsTechnologicalCO2CaptureIncluded": False,
            "ipccCharacterizationFactors": ["AR6"],
            "crossSectoralStandards": ["ISO14067", "PACT-3.0"],
            "exemptedEmissionsPercent": "0",
            "allocationRulesDescription": "Mass",
            "secondaryEmissionFactorSources": [{"name": "National database", "version": "2024"}],
            "primaryDataShare": "60",
            "dqi": {"technologicalDQR": "2", "geographicalDQR": "1", "temporalDQR": "1.5"},
        },
    }
