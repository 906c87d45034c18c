"""What must fit together in an initiative."""

from collections.abc import Iterator

from carbon.initiatives import TYPES_BY_CODE
from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid

from .model import InitiativeInput


def refuse_contradictions(stated: InitiativeInput) -> None:
    """Raise Problem 422 that names each field which does not fit the others."""
    rules = (_of_type, _of_target, _of_start, _of_measurements)
    if found := [problem for rule in rules for problem in rule(stated)]:
        raise invalid(found)


def _of_type(stated: InitiativeInput) -> Iterator[FieldProblem]:
    if stated.direction not in TYPES_BY_CODE[stated.type].directions:
        text = _("This type of initiative does not act in that direction.")
        yield FieldProblem("direction", "direction-of-type", text)


def _of_target(stated: InitiativeInput) -> Iterator[FieldProblem]:
    if stated.target_year <= stated.baseline_year:
        text = _("The target year must be after the baseline year.")
        yield FieldProblem("target_year", "target-not-later", text)
    if stated.target_emissions > stated.baseline_emissions:
        text = _("The target must not exceed the baseline.")
        yield FieldProblem("target_emissions", "target-above-baseline", text)


def _of_start(stated: InitiativeInput) -> Iterator[FieldProblem]:
    if stated.start and stated.start.year < stated.baseline_year:
        text = _("An initiative starts in its baseline year or later.")
        yield FieldProblem("start", "before-baseline", text)


def _of_measurements(stated: InitiativeInput) -> Iterator[FieldProblem]:
    seen: set[int] = set()
    for place, measured in enumerate(stated.measured_reductions):
        path = f"measured_reductions[{place}].year"
        if measured.year in seen:
            yield FieldProblem(path, "year-twice", _("State each year only once."))
        if measured.year < stated.baseline_year:
            text = _("Nothing is measured before the baseline year.")
            yield FieldProblem(path, "before-baseline", text)
        seen.add(measured.year)
