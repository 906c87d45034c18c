"""Freight by mode: kgCO2e per tonne-kilometer.

UK Government conversion factors for company reporting 2025 (DESNZ/DEFRA), Open Government Licence
v3. Direct emissions of the vehicle without those of making its fuel, and of British fleets: a
stand-in for journeys elsewhere, and rated so. GLEC's and other sets may not be shipped; they come
as published factors.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class FreightFactors:
    """One set: its name, edition, region and values by mode."""

    name: str
    version: str
    data_year: int
    region: str
    source: str
    licence: str
    modes: Mapping[str, Decimal]


UK_FREIGHT_2025 = FreightFactors(
    name="uk-desnz-freight",
    version="2025",
    data_year=2025,
    region="GB",
    source="UK DESNZ, greenhouse gas conversion factors for company reporting",
    licence="Open Government Licence v3.0",
    modes={
        "truck": Decimal("0.10163"),
        "articulated truck over 33 t": Decimal("0.07703"),
        "rail": Decimal("0.02779"),
        "container ship": Decimal("0.01612"),
    },
)
FREIGHT_SETS: Mapping[str, FreightFactors] = {UK_FREIGHT_2025.name: UK_FREIGHT_2025}
