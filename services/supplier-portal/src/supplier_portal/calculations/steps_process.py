"""Steps: process and waste, carbon and boundary."""

from carbon.footprint.model import CcuCalculationApproach
from tierzero.i18n import _, literal

from .fieldset import FieldSpec, Section, Step
from .row_fields import COMMON, NAME, QUANTITY, UNIT, YES_NO, sourced
from .rows import GASES

PROCESS = Step(
    "process",
    _("Process and waste"),
    _("Gases that the process itself releases, captured carbon, and treatment of waste."),
    (
        FieldSpec(
            "capture_included",
            _("Carbon is captured"),
            _("No, where nothing is captured."),
            "select",
            options=YES_NO,
        ),
        FieldSpec("captured", _("CO₂ stored for good"), _("Of the period."), "decimal", "kg"),
        FieldSpec("capture_origin", _("Origin of captured carbon"), _("Which gas stream.")),
        FieldSpec(
            "ccu_carbon_content",
            _("Captured carbon in the product"),
            _("Of one declared unit."),
            "decimal",
            "kg C",
        ),
        FieldSpec(
            "ccu_approach",
            _("Accounting of it"),
            _("Cut-off or credit."),
            "select",
            options=tuple((one.value, literal(one.value)) for one in CcuCalculationApproach),
        ),
        FieldSpec(
            "ccu_certification", _("Certificate of the credit"), _("Web address; with credit only.")
        ),
    ),
    (
        Section(
            "gases",
            _("Process gases"),
            _("Reactions, refrigerant losses, leaks; not what fuels emit. Weighed with AR6."),
            _("Add a gas"),
            (
                FieldSpec(
                    "gas",
                    _("Gas"),
                    _("What is released."),
                    "select",
                    options=tuple((gas, literal(gas)) for gas in GASES),
                ),
                QUANTITY,
                UNIT,
                FieldSpec(
                    "biogenic",
                    _("Origin"),
                    _("Biogenic CO₂ nets to nothing; other biogenic gases count apart."),
                    "select",
                    options=(("false", _("fossil or mineral")), ("true", _("biogenic"))),
                    default="false",
                ),
            ),
            (NAME, *COMMON),
        ),
        sourced(
            "waste",
            _("Waste treatment"),
            _("What is treated by others; recycled waste with its transport only."),
            _("Add waste"),
        ),
    ),
)
QUALITY_STEP = Step(
    "quality",
    _("Carbon and boundary"),
    _("Carbon that the product holds, what was left out, and the words that go with the figure."),
    (
        FieldSpec(
            "fossil_carbon_content",
            _("Fossil carbon"),
            _("Of one declared unit."),
            "decimal",
            "kg C",
        ),
        FieldSpec(
            "biogenic_carbon_content",
            _("Biogenic carbon"),
            _("0 where it holds none. Uptake follows: 44/12 of it."),
            "decimal",
            "kg C",
        ),
        FieldSpec(
            "recycled_carbon_content",
            _("Recycled carbon"),
            _("Of one declared unit."),
            "decimal",
            "kg C",
        ),
        FieldSpec(
            "packaging_biogenic_carbon_content",
            _("Biogenic carbon in packaging"),
            _("Of one declared unit."),
            "decimal",
            "kg C",
        ),
        FieldSpec(
            "exempted_percent",
            _("Left out"),
            _("At most 3 % of the footprint (PACT methodology v3)."),
            "decimal",
            "%",
        ),
        FieldSpec(
            "exempted_reason",
            _("What was left out, and why"),
            _("Needed where something is left out."),
            "textarea",
        ),
        FieldSpec(
            "boundary",
            _("Boundary"),
            _("Leave empty: the stages you stated are named."),
            "textarea",
        ),
    ),
)
