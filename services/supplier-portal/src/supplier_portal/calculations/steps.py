"""The steps of a calculation as people fill them in, in their order."""

from tierzero.i18n import _

from .fieldset import FieldSpec, Step
from .row_fields import YES_NO, sourced
from .steps_energy import ENERGY, TRANSPORT
from .steps_outputs import OUTPUTS
from .steps_process import PROCESS, QUALITY_STEP

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
