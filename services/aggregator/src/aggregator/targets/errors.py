"""What is wrong with a target, in words; the codes are carbon.targets' own."""

from collections.abc import Mapping

from carbon.targets import TargetErrorCode
from tierzero.i18n import Text, _
from tierzero.problems import FieldProblem, Problem, conflict, not_found

_CAUSES: Mapping[TargetErrorCode, tuple[str, Text]] = {
    TargetErrorCode.BASE_MISSING: (
        "base_year",
        _(
            "The inventory has no emissions in this direction for the base year. Choose a year "
            "it has, or state the emissions of the base year and where they come from."
        ),
    ),
    TargetErrorCode.BASE_NOT_POSITIVE: (
        "base_year",
        _("The base year's emissions are not above zero, so nothing can be reduced."),
    ),
    TargetErrorCode.TARGET_YEAR_NOT_AFTER_BASE: (
        "target_year",
        _("The target year must be after the base year."),
    ),
    TargetErrorCode.REDUCTION_NOT_POSITIVE: (
        "reduction_percent",
        _("The reduction must be above 0 %."),
    ),
    TargetErrorCode.REDUCTION_ABOVE_ALL: (
        "reduction_percent",
        _("The reduction cannot be above 100 %."),
    ),
}


def field_problem(code: TargetErrorCode, base_field: str) -> FieldProblem:
    """The field at fault, and why; ``base_field`` is where the base's emissions come from."""
    path, text = _CAUSES[code]
    is_base = code is TargetErrorCode.BASE_NOT_POSITIVE
    return FieldProblem(base_field if is_base else path, code.value, text)


def base_is_measured() -> FieldProblem:
    """The base year's emissions were stated although the inventory has them."""
    text = _("The inventory has the base year's emissions, so they cannot be stated.")
    return FieldProblem("base_emissions", "base-from-inventory", text)


def no_such_target() -> Problem:
    """404 for a target that is not the caller's, or not there."""
    return not_found(_("There is no such target."), "target-not-found")


def already_set() -> Problem:
    """409 for a second target in one direction."""
    detail = _("There is already a target for this direction. Change that one.")
    field = FieldProblem("direction", "target-exists", detail)
    return conflict("target-exists", detail, (field,))


def direction_is_fixed() -> FieldProblem:
    """A target cannot turn into that of another direction."""
    text = _("The direction of a target cannot be changed. Delete it and set another.")
    return FieldProblem("direction", "direction-fixed", text)


def overtaken() -> Problem:
    """412 for a change that was made to a version which is no longer the newest."""
    detail = _("The target has been changed since you read it. Read it again, then change it.")
    return Problem(412, "target-overtaken", detail)
