"""Global warming potentials over 100 years, as versioned sets that are never mixed.

Sources: IPCC AR5 (2014, without climate-carbon feedback) and AR6 (2021, table 7.SM.7) with the SF6
value of the GHG Protocol's table of August 2024. Methane from combustion counts as non-fossil,
because the CO2 it oxidizes to is already in the fuel's CO2 factor; the fossil value is for fugitive
and process methane.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic


class Gas(StrEnum):
    """Greenhouse gases of the Kyoto Protocol's seven groups."""

    CO2 = "CO2"
    CH4_FOSSIL = "CH4 fossil"
    CH4_NON_FOSSIL = "CH4 non-fossil"
    CH4_UNSPLIT = "CH4"
    N2O = "N2O"
    SF6 = "SF6"
    NF3 = "NF3"
    SO2F2 = "SO2F2"
    HFC_23 = "HFC-23"
    HFC_32 = "HFC-32"
    HFC_125 = "HFC-125"
    HFC_134A = "HFC-134a"
    HFC_143A = "HFC-143a"
    HFC_152A = "HFC-152a"
    HFC_227EA = "HFC-227ea"
    HFC_236FA = "HFC-236fa"
    HFC_245FA = "HFC-245fa"
    HFC_365MFC = "HFC-365mfc"
    HFC_43_10MEE = "HFC-43-10mee"
    CF4 = "CF4"
    C2F6 = "C2F6"
    C3F8 = "C3F8"
    C_C4F8 = "c-C4F8"
    C4F10 = "C4F10"
    C5F12 = "C5F12"
    C6F14 = "C6F14"


BLENDS: Mapping[str, Mapping[Gas, Decimal]] = {
    "R-404A": {
        Gas.HFC_125: Decimal("0.44"),
        Gas.HFC_143A: Decimal("0.52"),
        Gas.HFC_134A: Decimal("0.04"),
    },
    "R-407C": {
        Gas.HFC_32: Decimal("0.23"),
        Gas.HFC_125: Decimal("0.25"),
        Gas.HFC_134A: Decimal("0.52"),
    },
    "R-410A": {Gas.HFC_32: Decimal("0.5"), Gas.HFC_125: Decimal("0.5")},
}
"""Refrigerant blends by mass (ISO 817)."""


@dataclass(frozen=True)
class GwpSet:
    """One set of potentials: its name, where it comes from, and kgCO2e per kg of each gas."""

    name: str
    source: str
    values: Mapping[Gas, Decimal]


_ROWS: tuple[tuple[Gas, str, str], ...] = (
    (Gas.CO2, "1", "1"),
    (Gas.CH4_FOSSIL, "30", "29.8"),
    (Gas.CH4_NON_FOSSIL, "28", "27.0"),
    (Gas.CH4_UNSPLIT, "28", "27.9"),
    (Gas.N2O, "265", "273"),
    (Gas.SF6, "23500", "24300"),
    (Gas.NF3, "16100", "17400"),
    (Gas.SO2F2, "4090", "4630"),
    (Gas.HFC_23, "12400", "14600"),
    (Gas.HFC_32, "677", "771"),
    (Gas.HFC_125, "3170", "3740"),
    (Gas.HFC_134A, "1300", "1530"),
    (Gas.HFC_143A, "4800", "5810"),
    (Gas.HFC_152A, "138", "164"),
    (Gas.HFC_227EA, "3350", "3600"),
    (Gas.HFC_236FA, "8060", "8690"),
    (Gas.HFC_245FA, "858", "962"),
    (Gas.HFC_365MFC, "804", "914"),
    (Gas.HFC_43_10MEE, "1650", "1600"),
    (Gas.CF4, "6630", "7380"),
    (Gas.C2F6, "11100", "12400"),
    (Gas.C3F8, "8900", "9290"),
    (Gas.C_C4F8, "9540", "10200"),
    (Gas.C4F10, "9200", "10000"),
    (Gas.C5F12, "8550", "9220"),
    (Gas.C6F14, "7910", "8620"),
)

AR5 = GwpSet("AR5", "IPCC AR5 (2014)", {gas: Decimal(ar5) for gas, ar5, _ in _ROWS})
AR6 = GwpSet(
    "AR6",
    "IPCC AR6 (2021), SF6 as in the GHG Protocol's table of August 2024",
    {gas: Decimal(ar6) for gas, _, ar6 in _ROWS},
)
AR6_FIRST_PRINT = GwpSet(
    "AR6-first-print",
    "IPCC AR6 (2021), first print of table 7.SM.7",
    {**AR6.values, Gas.SF6: Decimal(25200)},
)

GWP_SETS: Mapping[str, GwpSet] = {each.name: each for each in (AR5, AR6, AR6_FIRST_PRINT)}
DEFAULT_GWP_SET = AR6


class MixedGwpSets(ValueError):
    """Results of different sets were about to be added; `code` is stable."""

    code = "mixed-gwp-sets"


def co2_equivalent(masses: Mapping[Gas, Decimal], gwp_set: GwpSet) -> Decimal:
    """kgCO2e of so many kg of each gas."""
    with exact_arithmetic():
        return sum((mass * gwp_set.values[gas] for gas, mass in masses.items()), Decimal(0))


def refrigerant_potential(name: str, gwp_set: GwpSet) -> Decimal:
    """kgCO2e per kg of a pure refrigerant or a blend; raises ValueError for an unknown name."""
    if name in BLENDS:
        return co2_equivalent(BLENDS[name], gwp_set)
    return gwp_set.values[Gas(name)]


def one_gwp_set(names: Iterable[str]) -> str:
    """The one set all results share; empty without results. Raises MixedGwpSets."""
    distinct = sorted({name for name in names if name})
    if len(distinct) > 1:
        raise MixedGwpSets(", ".join(distinct))
    return distinct[0] if distinct else ""
