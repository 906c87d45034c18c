"""Chinese electricity factors: one kind for organizations, another for products.

Organizations (scope 2): CO2 emission factors, kgCO2/kWh, announcement 2025 no. 47 of the ministry
of ecology and environment and the bureau of statistics, data of 2023. Products: carbon footprint
factors, kgCO2e/kWh, announcement of 28 September 2025, data of 2024. The two are never exchanged.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class OrganizationGridFactors:
    """Factors in kgCO2/kWh for scope 2; provinces by their ISO 3166-2 code."""

    name: str
    data_year: int
    source: str
    national: Decimal
    residual: Decimal
    """National without traded non-fossil electricity: what market-based accounting has left."""

    fossil: Decimal
    regions: Mapping[str, Decimal]
    provinces: Mapping[str, Decimal]


@dataclass(frozen=True)
class ProductGridFactors:
    """Life-cycle factors in kgCO2e/kWh for product footprints, by kind of generation."""

    name: str
    data_year: int
    source: str
    national: Decimal
    generation: Mapping[str, Decimal]
    transmission_without_losses: Decimal
    transmission_with_losses: Decimal


_PROVINCES_2023 = """
CN-BJ .5554 CN-TJ .6796 CN-HE .6516 CN-SX .6634 CN-NM .6479 CN-LN .4878 CN-JL .4671 CN-HL .5229
CN-SH .5737 CN-JS .5827 CN-ZJ .4974 CN-AH .6553 CN-FJ .4211 CN-JX .5836 CN-SD .6191 CN-HA .5897
CN-HB .4044 CN-HN .4976 CN-GD .4419 CN-GX .4476 CN-HI .3648 CN-CQ .5581 CN-SC .1564 CN-GZ .5683
CN-YN .1333 CN-SN .6335 CN-GS .4471 CN-QH .1796 CN-NX .6187 CN-XJ .6021
"""
_REGIONS_2023 = "华北 .6361 东北 .5122 华东 .5500 华中 .5271 西北 .5543 南方 .4042 西南 .2472"
_GENERATION_2024 = """
coal .9240 gas .4503 hydro .0141 nuclear .0065 wind .0324 photovoltaic .0520
concentrated-solar .0312 biomass .0404
"""


def _table(text: str) -> Mapping[str, Decimal]:
    words = text.split()
    return {name: Decimal(value) for name, value in zip(words[::2], words[1::2], strict=True)}


CHINA_ORGANIZATION_2023 = OrganizationGridFactors(
    name="cn-grid-organization-2023",
    data_year=2023,
    source="MEE/NBS announcement 2025 no. 47",
    national=Decimal("0.5306"),
    residual=Decimal("0.6096"),
    fossil=Decimal("0.8273"),
    regions=_table(_REGIONS_2023),
    provinces=_table(_PROVINCES_2023),
)

CHINA_PRODUCT_2024 = ProductGridFactors(
    name="cn-grid-product-2024",
    data_year=2024,
    source="MEE/NBS/NEA announcement of 28 September 2025",
    national=Decimal("0.5777"),
    generation=_table(_GENERATION_2024),
    transmission_without_losses=Decimal("0.0046"),
    transmission_with_losses=Decimal("0.0327"),
)

ORGANIZATION_SETS: Mapping[str, OrganizationGridFactors] = {
    CHINA_ORGANIZATION_2023.name: CHINA_ORGANIZATION_2023
}
PRODUCT_SETS: Mapping[str, ProductGridFactors] = {CHINA_PRODUCT_2024.name: CHINA_PRODUCT_2024}
