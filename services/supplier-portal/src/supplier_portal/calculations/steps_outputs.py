"""Step: what the process made, how burdens are shared, and what co-products displace."""

from carbon.allocation import Basis
from tierzero.i18n import _

from .co_product_fields import CO_PRODUCTS, HEAT_UNIT
from .fieldset import FieldSpec, Section, Step, options_of
from .row_fields import FACTOR, FOR_AMOUNT, OWN_FACTOR, PRODUCT, QUALITY, UNIT
from .stated import Approach
from .texts import BASES

_NAMES = {**BASES, Basis.ENERGY: _("energy or heating value")}
_BASES = options_of({basis.value: name for basis, name in _NAMES.items()})
_PHYSICAL = (
    (Basis.MASS.value, _("mass; where not all have it, volume or energy")),
    *(option for option in _BASES if option[0] in (Basis.ENERGY, Basis.VOLUME)),
)
_APPROACHES = (
    (Approach.AUTOMATIC.value, _("As the methodology decides, by prices and quantity")),
    (Approach.SUBDIVIDED.value, _("None: all inputs are of this product only")),
    (Approach.SUBSTITUTION.value, _("None: co-products are credited with what they displace")),
    (Approach.RULE.value, _("By a product category or sector rule")),
)
_DISPLACED = (
    FieldSpec("co_product", _("Co-product"), _("Its name above; empty where there is only one.")),
    FieldSpec("name", _("Displaced product"), _("What others make less of because of it.")),
    PRODUCT,
    FACTOR,
    FieldSpec(
        "quantity",
        _("Quantity displaced"),
        _("Of the displaced product, in the period."),
        "decimal",
    ),
    UNIT,
    FieldSpec(
        "market_share",
        _("Of what it displaces"),
        _("How much of all that is displaced is this product. Dominant is more than 50 %."),
        "decimal",
        "%",
    ),
)
OUTPUTS = Step(
    "outputs",
    _("Outputs and allocation"),
    _("What the process made in the period. Where it made other goods too, they bear a share."),
    (
        FieldSpec(
            "output_amount",
            _("Amount made"),
            _("Of this product, in its declared unit."),
            "decimal",
            "declared",
        ),
        FieldSpec(
            "price",
            _("Price of one unit"),
            _("Only with co-products, to choose how to share. It never leaves you."),
            "decimal",
        ),
        FieldSpec(
            "heating_value",
            _("Heating value"),
            _("Net. Only to share by energy, and not of energy itself."),
            "decimal",
            "MJ",
        ),
        HEAT_UNIT,
        FieldSpec(
            "approach",
            _("How burdens are shared"),
            _("Above a price ratio of 5 by value, else physically."),
            "select",
            options=_APPROACHES,
            default="automatic",
        ),
        FieldSpec(
            "physical_basis",
            _("Physical basis"),
            _("What stands for the goods where prices are alike. Of all goods it must be known."),
            "select",
            options=_PHYSICAL,
            default="mass",
        ),
        FieldSpec(
            "rule_operator", _("Rule issued by"), _("PEF, EPD International or another's name.")
        ),
        FieldSpec("rule_name", _("Rule"), _("Such as PCR 2019:14.")),
        FieldSpec(
            "rule_basis",
            _("Basis of the rule"),
            _("What the rule shares by."),
            "select",
            options=_BASES,
            default="mass",
        ),
        FieldSpec(
            "displacement_reason",
            _("Why what is displaced is dominant"),
            _("Only with credits: who would make it otherwise, and what shows it. Readers see it."),
            "textarea",
        ),
    ),
    (
        CO_PRODUCTS,
        Section(
            "displaced",
            _("What co-products displace"),
            _(
                "Only with credits: the one dominant product that each co-product displaces, with"
                " the footprint or factor of making it. Leave empty otherwise."
            ),
            _("Add a displaced product"),
            _DISPLACED,
            (*OWN_FACTOR, FOR_AMOUNT, *QUALITY),
        ),
    ),
)
