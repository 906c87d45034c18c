"""Names and symbols of units that people choose from: PACT v3 declared units and common ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from .text import Text, _, literal


@dataclass(frozen=True, slots=True)
class UnitText:
    """How a unit is shown: its name in a list of choices, its symbol behind a number."""

    name: Text
    symbol: Text


UNIT_TEXTS: Mapping[str, UnitText] = {
    "liter": UnitText(_("litre"), literal("L")),
    "kilogram": UnitText(_("kilogram"), literal("kg")),
    "cubic meter": UnitText(_("cubic metre"), literal("m³")),
    "kilowatt hour": UnitText(_("kilowatt hour"), literal("kWh")),
    "megajoule": UnitText(_("megajoule"), literal("MJ")),
    "ton kilometer": UnitText(_("tonne-kilometre"), literal("t·km")),
    "square meter": UnitText(_("square metre"), literal("m²")),
    "piece": UnitText(_("piece"), _("pcs")),
    "hour": UnitText(_("hour"), literal("h")),
    "megabit second": UnitText(_("megabit"), literal("Mb")),
    "gram": UnitText(_("gram"), literal("g")),
    "tonne": UnitText(_("tonne"), literal("t")),
    "megawatt hour": UnitText(_("megawatt hour"), literal("MWh")),
    "kilometer": UnitText(_("kilometre"), literal("km")),
    "gigajoule": UnitText(_("gigajoule"), literal("GJ")),
    "terajoule": UnitText(_("terajoule"), literal("TJ")),
    "10^4 kwh": UnitText(_("ten thousand kilowatt hours"), _("10⁴ kWh")),
    "10^4 m3": UnitText(_("ten thousand cubic metres"), _("10⁴ m³")),
    "tonne of coal equivalent": UnitText(_("tonne of coal equivalent"), literal("tce")),
    "kilogram of coal equivalent": UnitText(_("kilogram of coal equivalent"), literal("kgce")),
    "milligram": UnitText(_("milligram"), literal("mg")),
    "kilotonne": UnitText(_("kilotonne"), literal("kt")),
    "pound": UnitText(_("pound"), literal("lb")),
    "milliliter": UnitText(_("millilitre"), literal("mL")),
    "joule": UnitText(_("joule"), literal("J")),
    "kilojoule": UnitText(_("kilojoule"), literal("kJ")),
    "watt hour": UnitText(_("watt hour"), literal("Wh")),
    "gigawatt hour": UnitText(_("gigawatt hour"), literal("GWh")),
}


def unit_name(unit: str) -> Text:
    """Name of a unit for a list of choices; the code itself for one that has no name here."""
    known = UNIT_TEXTS.get(unit)
    return known.name if known else literal(unit)


def unit_symbol(unit: str) -> Text:
    """Symbol of a unit for use behind a number."""
    known = UNIT_TEXTS.get(unit)
    return known.symbol if known else literal(unit)
