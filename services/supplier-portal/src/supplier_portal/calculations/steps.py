"""The steps of a calculation as people fill them in, in their order."""

from tierzero.i18n import _

from .fieldset import FieldSpec, Section, Step, options_of
from .row_fields import YES_NO, sourced
from .stated import Approach
from .steps_energy import ENERGY, TRANSPORT
from .steps_process import PROCESS, QUALITY_STEP
from .texts import BASES

_BASES = options_of({basis.value: name for basis, name in BASES.items()})
_APPROACHES = (
    (Approach.AUTOMATIC.value, _("As the methodology decides, by prices and mass")),
    (Approach.SUBDIVIDED.value, _("None: all inputs are of this product only")),
    (Approach.RULE.value, _("By a product category or sector rule")),
)
BASICS = Step(
    "basics",
    _("Product and period"),
    _("Which year the figures are of, and where the product is made."),
    (
        FieldSpec(
            "first_day", _("First day"), _("Normally of a calendar year."), "date", required=True
        ),
        FieldSpec("last_day", _("Last day"), _("Included."), "date", required=True),
        FieldSpec(
            "site",
            _("Place of making"),
            _("Country or province, such as CN or CN-JS. Nearness of data is judged by it."),
        ),
        FieldSpec("standards", _("Standards"), _("Separated by semicolons.")),
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
            _("Sharing"),
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
            ),
        ),
    ),
)
MATERIALS = Step(
    "materials",
    _("Materials"),
    _(
        "Everything that goes in. A supplier's shared footprint first, a published factor or an"
        " own one else."
    ),
    (
        FieldSpec(
            "packaging_included",
            _("Packaging is counted"),
            _("Yes where packaging stands below."),
            "select",
            options=YES_NO,
        ),
    ),
    (
        sourced(
            "materials",
            _("Materials and parts"),
            _("Raw materials, parts and auxiliaries."),
            _("Add a material"),
        ),
        sourced(
            "packaging",
            _("Packaging"),
            _("What the product leaves in; shown apart in the footprint."),
            _("Add packaging"),
        ),
    ),
)
STEPS = (BASICS, OUTPUTS, MATERIALS, ENERGY, TRANSPORT, PROCESS, QUALITY_STEP)
BY_KEY = {step.key: step for step in STEPS}
STEP_OF_FIELD = {field.name: step.key for step in STEPS for field in step.fields} | {
    section.name: step.key for step in STEPS for section in step.sections
}
"""Field or section → the step on which it stands."""
