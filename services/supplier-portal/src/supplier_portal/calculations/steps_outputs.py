"""Step: what the process made, how burdens are shared, and what co-products displace."""

from tierzero.i18n import _

from .fieldset import FieldSpec, Section, Step, options_of
from .row_fields import FACTOR, FOR_AMOUNT, OWN_FACTOR, PRODUCT, QUALITY, UNIT
from .stated import Approach
from .texts import BASES

_BASES = options_of({basis.value: name for basis, name in BASES.items()})
_APPROACHES = (
    (Approach.AUTOMATIC.value, _("As the methodology decides, by prices and mass")),
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
            _("Only to share by heating value."),
            "decimal",
            "MJ/kg",
        ),
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
            _("What stands for the goods where prices are alike."),
            "select",
            options=_BASES[:2],
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
        Section(
            "co_products",
            _("Co-products"),
            _("Goods that are sold, not waste. Leave empty where there are none."),
            _("Add a co-product"),
            (
                FieldSpec("name", _("Name"), _("As you call it.")),
                FieldSpec("mass", _("Mass"), _("kg of the period."), "decimal", "kg"),
                FieldSpec(
                    "price",
                    _("Price per kg"),
                    _("In the product's currency. It never leaves you."),
                    "decimal",
                ),
                FieldSpec(
                    "heating_value", _("Heating value"), _("MJ of one kg."), "decimal", "MJ/kg"
                ),
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
        ),
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
