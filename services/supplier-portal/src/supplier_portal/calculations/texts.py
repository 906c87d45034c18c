"""What people call stages, bases, reasons, gaps and improvements."""

from collections.abc import Mapping
from dataclasses import replace

from carbon.allocation import Basis
from carbon.calculation.allocating import Reason
from carbon.calculation.improving import Kind
from carbon.calculation.model import DataType, Stage
from tierzero.i18n import Text, _

STAGES: Mapping[Stage, Text] = {
    Stage.MATERIALS: _("Materials"),
    Stage.PACKAGING: _("Packaging"),
    Stage.ENERGY: _("Energy"),
    Stage.TRANSPORT: _("Inbound transport"),
    Stage.PROCESS: _("Process emissions"),
    Stage.WASTE: _("Waste treatment"),
    Stage.CAPTURE: _("Captured carbon"),
}
BASES: Mapping[Basis, Text] = {
    Basis.MASS: _("mass"),
    Basis.ENERGY: _("heating value"),
    Basis.ECONOMIC: _("economic value"),
}
DATA_TYPES: Mapping[DataType, Text] = {
    DataType.PRIMARY: _("primary"),
    DataType.SECONDARY: _("secondary"),
    DataType.PROXY: _("proxy"),
}
ALLOCATED: Mapping[Reason, Text] = {
    Reason.SINGLE_OUTPUT: _("No allocation: the process has one output."),
    Reason.SUBDIVIDED: _("No allocation: the process was subdivided; inputs are of this product."),
    Reason.RULE: _("Allocation by {basis}, as the rule {rule} asks for."),
    Reason.RATIO_ABOVE_FIVE: _(
        "Economic allocation: the economic value ratio of the co-products is above 5 (PACT"
        " methodology v3)."
    ),
    Reason.RATIO_UP_TO_FIVE: _(
        "Physical allocation by {basis}: the economic value ratio of the co-products is at most 5"
        " (PACT methodology v3). Share of this product: {share}."
    ),
}
BOUNDARY = _("Cradle to gate. Accounted for: {stages}.")
SUPPLIERS_DATA = _("Data behind suppliers' footprints")
OWN_DATA = _("Own data without a named source")

GAPS: Mapping[str, Text] = {
    "output-missing": _("State how much of the product was made in the period."),
    "nothing-stated": _("State at least one input: a material, energy or an emission."),
    "mass-missing": _("The allocation needs the mass. The product's own is on its page."),
    "price-missing": _("The price decides how burdens are shared. Nobody but you ever sees it."),
    "heating-value-of-output-missing": _("Sharing by heating value needs it for every output."),
    "rule-missing": _("Name the rule and who issues it."),
    "allocation-impossible": _("These outputs have nothing by which they could be shared."),
    "quantity-missing": _("State the quantity."),
    "unit-missing": _("State the unit of the quantity."),
    "factor-missing": _("Choose a footprint or factor, or state an own one with its unit."),
    "no-usable-footprint": _(
        "Its supplier shares no valid footprint with you. Ask for one, or choose a factor"
        " meanwhile."
    ),
    "unit-not-convertible": _(
        "{unit} does not convert to {factor_unit}, in which the factor is stated. A density is"
        " never assumed."
    ),
    "heating-value-missing": _(
        "Heat of one {unit} is not known; state its heating value, or the fuel by mass or energy."
    ),
    "distance-missing": _("State the distance, or the quantity in tonne-kilometers."),
    "green-power": _(
        "{percent} % is covered by green certificates. They change the market-based scope 2 figure"
        " only; a product footprint takes the grid's factor all the same."
    ),
    "upstream-missing": _(
        "Extraction and transport of {fuel} are not in it; state them per GJ where you know them."
    ),
    "other-gwp-set": _(
        "The source is stated with {sets}; the methodology asks for AR6 of everything."
    ),
    "source-unnamed": _("Name the source of your factor, so that customers can judge it."),
}
IMPROVEMENTS: Mapping[Kind, Text] = {
    Kind.SPECIFIC_DATA: _("{part}: replace the average by specific data"),
    Kind.MORE_PRIMARY: _("{part}: ask the supplier for more primary data"),
    Kind.MEASURE: _("{part}: measure the quantity instead of estimating it"),
    Kind.NEWER_DATA: _("{part}: use data of the reference period"),
    Kind.NEARER_DATA: _("{part}: use data of the country where it is made"),
}
SHARE_GAINED = _("primary data share up to +{value} points")
RATING_GAINED = _("data quality −{value}")
INTERVAL_GAINED = _("upper end of the interval −{value} points")
ASK_SUPPLIER = _("{part}: ask {supplier} for a footprint")

ADDED: Mapping[str, Text] = {
    "upstream": _("{part}, upstream"),
    "logistics": _("{part}, delivery by the supplier"),
}
"""Lines that come with another one, by the end of their key."""

FUELS: Mapping[str, Text] = {
    "natural gas": _("Natural gas"),
    "liquefied petroleum gas": _("Liquefied petroleum gas"),
    "gasoline": _("Gasoline"),
    "diesel": _("Diesel"),
    "jet kerosene": _("Jet kerosene"),
    "other kerosene": _("Other kerosene"),
    "residual fuel oil": _("Residual fuel oil"),
    "petroleum coke": _("Petroleum coke"),
    "anthracite": _("Anthracite"),
    "coking coal": _("Coking coal"),
    "other bituminous coal": _("Other bituminous coal"),
    "sub-bituminous coal": _("Sub-bituminous coal"),
    "lignite": _("Lignite"),
    "coke": _("Coke"),
}
GENERATIONS: Mapping[str, Text] = {
    "grid": _("Chinese grid"),
    "photovoltaic": _("Own photovoltaics"),
    "wind": _("Own wind power"),
    "hydro": _("Own hydropower"),
    "biomass": _("Own biomass power"),
    "concentrated-solar": _("Own concentrated solar power"),
    "coal": _("Own coal power"),
    "gas": _("Own gas power"),
    "nuclear": _("Nuclear power by direct line"),
}
MODES: Mapping[str, Text] = {
    "truck": _("Truck, average"),
    "articulated truck over 33 t": _("Articulated truck over 33 t"),
    "rail": _("Rail freight"),
    "container ship": _("Container ship"),
}


def filled(text: Text, **values: object) -> Text:
    """The text with its placeholders filled."""
    return replace(text, params=values)


def name_of(code: str) -> Text | None:
    """What people call a fuel, a generation or a mode; None for anything else."""
    return FUELS.get(code) or GENERATIONS.get(code) or MODES.get(code)


UNITS = ("kg", "g", "t", "pcs", "m²", "m³", "L", "kWh", "MWh", "万千瓦时", "MJ", "GJ", "tkm")
"""Units offered; any other name or symbol that is known may be typed."""
