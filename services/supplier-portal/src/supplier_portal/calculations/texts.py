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
    Stage.CREDIT: _("Credit for what is displaced"),
}
BASES: Mapping[Basis, Text] = {
    Basis.MASS: _("mass"),
    Basis.ENERGY: _("heating value"),
    Basis.VOLUME: _("volume"),
    Basis.ECONOMIC: _("economic value"),
}
ENERGY_ITSELF = _("energy")
"""Instead of the heating value, where an output is energy itself."""
THIS_PRODUCT = _("This product")
RATIO = _(
    "Highest price ÷ lowest: {ratio}, per {unit}. Above 5 burdens are shared by value. Only you"
    " see it."
)
CO_PRODUCT = _("Co-product {number}")
DATA_TYPES: Mapping[DataType, Text] = {
    DataType.PRIMARY: _("primary"),
    DataType.SECONDARY: _("secondary"),
    DataType.PROXY: _("proxy"),
}
ALLOCATED: Mapping[Reason, Text] = {
    Reason.SINGLE_OUTPUT: _("No allocation: the process has one output."),
    Reason.SUBDIVIDED: _("No allocation: the process was subdivided; inputs are of this product."),
    Reason.SUBSTITUTION: _("No allocation: system expansion by substitution."),
    Reason.COMPARISON: _("Physical allocation by {basis}; prices are not stated."),
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
SUBSTITUTED = _(
    "No allocation: system expansion by substitution. The co-products are credited with the avoided"
    " making of what they displace (PACT methodology v3). Why that is dominant: {reason}"
)
CREDITED = _(
    "{co_product} displaces {displaced} ({source}; {share} % of what it displaces): {kilograms} kg"
    " CO2e per declared unit."
)
COMPARED = _(
    "Shared by {basis} instead, it would be {kilograms} kg CO₂e. Where the two differ much, expect"
    " the question why."
)
COMPONENT_NAMES: Mapping[str, Text] = {
    "fossil": _("fossil emissions"),
    "land_use_change": _("land use change"),
    "land_management_emissions": _("land management emissions"),
    "land_management_removals": _("land management removals"),
    "biogenic_non_co2": _("biogenic methane and nitrous oxide"),
    "technological_removals": _("technological removals"),
    "capture": _("captured carbon"),
}
BOUNDARY = _("Cradle to gate. Accounted for: {stages}.")
SUPPLIERS_DATA = _("Data behind suppliers' footprints")
OWN_DATA = _("Own data without a named source")

GAPS: Mapping[str, Text] = {
    "output-missing": _("State how much of the product was made in the period."),
    "nothing-stated": _("State at least one input: a material, energy or an emission."),
    "mass-missing": _("The allocation needs the mass. The product's own is on its page."),
    "price-missing": _("The price decides how burdens are shared. Nobody but you ever sees it."),
    "output-quantity-missing": _(
        "{output}: state how much was made, with its unit: a mass, an energy or a volume."
    ),
    "mass-stated-twice": _(
        "{output}: the quantity is a mass already, and another one. Leave this empty."
    ),
    "output-mass-missing": _(
        "{output}: no mass is known to share by. State it in kg; where no rule asks for mass, state"
        " all outputs by volume or with their energy instead. A density is never assumed."
    ),
    "volume-missing": _(
        "{output}: no volume is known to share by. State the quantity in m³ or L, or share by mass"
        " or energy."
    ),
    "heating-value-of-output-missing": _(
        "{output}: no energy is known to share by. State a heating value per kg or m³, or the"
        " quantity in kWh, MJ or GJ; without any, only a rule or a division of the process helps."
    ),
    "heating-value-not-joined": _(
        "{output}: the heating value is per {per}, the quantity in {unit}. State the mass, or the"
        " heating value for the quantity's unit. A density is never assumed."
    ),
    "rule-missing": _("Name the rule and who issues it."),
    "allocation-impossible": _("These outputs have nothing by which they could be shared."),
    "displacement-reason-missing": _(
        "Say why each displaced product is the dominant one, and what shows it: a market study,"
        " trade statistics, the buyer's word."
    ),
    "co-product-unnamed": _("With several co-products, give each a name of its own."),
    "displaced-missing": _(
        "State below what {name} displaces. Where no dominant product can be named, substitution"
        " is not permitted: share the burdens instead."
    ),
    "displaced-several": _(
        "Name one product that {name} displaces, the dominant one; where several share the market,"
        " substitution is not permitted."
    ),
    "co-product-unknown": _("Name one of the co-products above: {names}."),
    "market-share-missing": _(
        "State how much of all that the co-product displaces is this product; more than 50 %"
        " makes it dominant."
    ),
    "not-dominant": _(
        "{percent} % is not dominant; more than 50 % would be. Share the burdens by mass or value"
        " instead."
    ),
    "no-joint-burden": _(
        "All inputs are of this product only. Its co-products' inputs must be counted before they"
        " can be credited; else choose that nothing is shared."
    ),
    "credit-exceeds-burden": _(
        "The credit of {credit} kg CO₂e leaves nothing of the {burden} kg of the process. The"
        " co-product is then the main product: share the burdens by mass or value instead."
    ),
    "credit-reverses-component": _(
        "The credit is larger than what the process has of: {components}. PACT allows no such"
        " sign; share the burdens instead, or take a factor that does not split it."
    ),
    "credit-large": _(
        "More than half of the process's {burden} kg CO₂e is credited ({credit} kg). Customers will"
        " ask for the evidence; compare the figure by allocation."
    ),
    "rule-preferred": _(
        "The methodology puts a product category or sector rule first. You name {rule}: choose to"
        " share by it, or leave it out where it does not hold."
    ),
    "not-subdivided": _(
        "Dividing the process comes first: mark each input that is of this product only. What is"
        " left may be credited."
    ),
    "displaced-not-counted": _(
        "What is displaced counts only where substitution is chosen; no credit is in this figure."
    ),
    "displaced-more-than-made": _(
        "{displaced} {unit} are displaced by {made} {unit} that were made. Say in the reason why"
        " one {unit} stands for more."
    ),
    "output-is-waste": _(
        "Waste bears no share and brings no credit. State its treatment under process and waste."
    ),
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
    "credit": _("{part}, displaced"),
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
