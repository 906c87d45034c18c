"""What must fit together in an initiative, and what each state asks for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from carbon.initiatives import TYPES_BY_CODE, InitiativeState
from carbon.reductions import are_whole
from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid

from .inputs import InitiativeInput, Measurement

Found = Iterator[FieldProblem]


def refuse_contradictions(stated: InitiativeInput, owner_id: str, today: date) -> None:
    """Raise Problem 422 that names each field which does not fit the others."""
    found = [problem for rule in _RULES for problem in rule(stated)]
    found += _of_days(stated, today)
    found += _of_shares(stated, owner_id)
    if found:
        raise invalid(found)


def refuse_unmet(stated: InitiativeInput) -> None:
    """Raise Problem 422 where the state asks for what is not stated.

    Of an initiative that stays in its state nothing is asked anew.
    """
    asked = _ASKED.get(stated.state)
    if found := list(asked(stated)) if asked else []:
        raise invalid(found)


def _of_type(stated: InitiativeInput) -> Found:
    if stated.direction not in TYPES_BY_CODE[stated.type].directions:
        text = _("This type of initiative does not act in that direction.")
        yield FieldProblem("direction", "direction-of-type", text)


def _of_target(stated: InitiativeInput) -> Found:
    if stated.target_year <= stated.baseline_year:
        text = _("The target year must be after the baseline year.")
        yield FieldProblem("target_year", "target-not-later", text)
    if stated.target_emissions > stated.baseline_emissions:
        text = _("The target must not exceed the baseline.")
        yield FieldProblem("target_emissions", "target-above-baseline", text)


def _of_start(stated: InitiativeInput) -> Found:
    if stated.start and stated.start.year < stated.baseline_year:
        text = _("An initiative starts in its baseline year or later.")
        yield FieldProblem("start", "before-baseline", text)


def _of_measurements(stated: InitiativeInput) -> Found:
    seen: list[Measurement] = []
    for place, measured in enumerate(stated.measured_reductions):
        path = f"measured_reductions[{place}].{_field_of(measured)}"
        if any(one.period == measured.period for one in seen):
            yield FieldProblem(path, "year-twice", _("State each period only once."))
        elif any(one.span.overlaps(measured.span) for one in seen):
            text = _("This period lies within another one; its reduction would count twice.")
            yield FieldProblem(path, "periods-overlap", text)
        if measured.year < stated.baseline_year:
            text = _("Nothing is measured before the baseline year.")
            yield FieldProblem(path, "before-baseline", text)
        seen.append(measured)


def _field_of(measured: Measurement) -> str:
    return "year" if measured.period == str(measured.year) else "period"


def _of_days(stated: InitiativeInput, today: date) -> Found:
    for place, measured in enumerate(stated.measured_reductions):
        if measured.span.first > today:
            path = f"measured_reductions[{place}].{_field_of(measured)}"
            text = _("This period has not begun; nothing can have been measured in it.")
            yield FieldProblem(path, "period-in-future", text)


def _of_shares(stated: InitiativeInput, owner_id: str) -> Found:
    shares = stated.shares
    if not shares:
        return
    named = [one.organization_id for one in shares]
    for place, identity in enumerate(named):
        if identity in named[:place]:
            path = f"shares[{place}].organization_id"
            yield FieldProblem(path, "partner-twice", _("State each organization only once."))
    if owner_id not in named:
        text = _("State your own share too.")
        yield FieldProblem("shares", "own-share-missing", text)
    if not are_whole(one.percent for one in shares):
        text = _("The shares must be above 0 and add up to exactly 100 %.")
        yield FieldProblem("shares", "reduction-shares-not-whole", text)


_RULES: tuple[Callable[[InitiativeInput], Found], ...] = (
    _of_type,
    _of_target,
    _of_start,
    _of_measurements,
)


def _for_approval(stated: InitiativeInput) -> Found:
    counts = TYPES_BY_CODE[stated.type].counts_as_reduction
    if counts and stated.target_emissions >= stated.baseline_emissions:
        text = _("What is approved must be planned to cut emissions.")
        yield FieldProblem("target_emissions", "nothing-planned", text)


def _for_measured(stated: InitiativeInput) -> Found:
    if not stated.measured_reductions:
        text = _("State what was measured, for at least one period.")
        yield FieldProblem("measured_reductions", "nothing-measured", text)


def _for_closing(stated: InitiativeInput) -> Found:
    if not stated.measured_reductions and not stated.state_reason:
        text = _("Say why it ends without anything having been measured.")
        yield FieldProblem("state_reason", "reason-required", text)


def _for_reversal(stated: InitiativeInput) -> Found:
    if not stated.state_reason:
        text = _("Say why its effect is undone.")
        yield FieldProblem("state_reason", "reason-required", text)


_ASKED: Mapping[InitiativeState, Callable[[InitiativeInput], Found]] = {
    InitiativeState.APPROVED: _for_approval,
    InitiativeState.MEASURED: _for_measured,
    InitiativeState.CLOSED: _for_closing,
    InitiativeState.REVERSED: _for_reversal,
}
