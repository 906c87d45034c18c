"""Fields of an output of the process: its quantity in a unit of mass, energy or volume."""

from dataclasses import replace

from carbon.allocation import Basis
from carbon.co_products import basis_of_unit
from carbon.unit_names import NAMES
from tierzero.i18n import Text, _, unit_name, unit_symbol

from .fieldset import FieldSpec, Option, Section
from .output_rows import KILOGRAM

_HEADINGS = ((Basis.MASS, _("Mass")), (Basis.ENERGY, _("Energy")), (Basis.VOLUME, _("Volume")))
_UNIT = _("{symbol} ({name})")
_COMMON = ("kilogram", "tonne", "kilowatt hour", "megawatt hour", "megajoule", "gigajoule")
_FIRST = (*_COMMON, "cubic meter", "liter")
"""Offered before others of their kind."""


def units_of(basis: Basis) -> tuple[Option, ...]:
    """Every unit known here that measures it, common ones first."""
    known = [names[0] for names in NAMES.values() if basis_of_unit(names[0]) is basis]
    known.sort(key=lambda unit: unit not in _FIRST)
    return tuple((unit, _labelled(unit)) for unit in known)


def _labelled(unit: str) -> Text:
    return replace(_UNIT, params={"symbol": unit_symbol(unit), "name": unit_name(unit)})


OUTPUT_UNIT = FieldSpec(
    "unit",
    _("Unit"),
    _(
        "Of a mass, an energy (electricity, steam, heat) or a volume. Gases all at the same"
        " temperature and pressure, such as m³ at standard conditions."
    ),
    "select",
    groups=tuple((heading, units_of(basis)) for basis, heading in _HEADINGS),
)
HEAT_UNIT = FieldSpec(
    "heating_value_unit",
    _("Heating value per"),
    _("The unit that the heating value is of. What joins it to the quantity must be stated."),
    "select",
    groups=tuple(
        (heading, units_of(basis)) for basis, heading in _HEADINGS if basis is not Basis.ENERGY
    ),
    default=KILOGRAM,
)
CO_PRODUCTS = Section(
    "co_products",
    _("Co-products"),
    _("Goods that are sold, not waste. Leave empty where there are none."),
    _("Add a co-product"),
    (
        FieldSpec("name", _("Name"), _("As you call it.")),
        FieldSpec("quantity", _("Quantity"), _("Made in the period, in the unit."), "decimal"),
        OUTPUT_UNIT,
        FieldSpec(
            "price",
            _("Price of one unit"),
            _(
                "Of the unit chosen, or per kg where only the mass is stated. In the product's"
                " currency. It never leaves you."
            ),
            "decimal",
        ),
        FieldSpec(
            "mass",
            _("Mass"),
            _("kg of the period, where the quantity is none. Not of energy: it has no mass."),
            "decimal",
            "kg",
        ),
        FieldSpec(
            "heating_value",
            _("Heating value"),
            _("Net, in MJ. Only to share by energy, and not of energy itself."),
            "decimal",
            "MJ",
        ),
        HEAT_UNIT,
        FieldSpec(
            "is_waste",
            _("It is"),
            _(
                "A good where its use is certain, lawful, without further processing, and"
                " it arises as part of the process (2008/98/EC, article 5); else waste."
            ),
            "select",
            options=(("false", _("a good")), ("true", _("waste"))),
            default="false",
        ),
    ),
)
