"""From step to step, and which step a gap belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from tierzero.i18n import Text, _, literal
from tierzero.problems import not_found

from .evaluating import Evaluation
from .fieldset import Step
from .parts import Gap
from .steps import BY_KEY, STEP_OF_FIELD, STEPS
from .texts import GAPS, filled

RESULT = "result"
NOT_STATED = frozenset({"action", "version"})
"""Fields of the page that are none of the statement."""


@dataclass(frozen=True)
class ShownGap:
    """A gap as people read it, and where it is mended."""

    path: str
    label: Text
    """Where it is, as the page calls the field."""
    step: str
    message: Text
    is_hint: bool
    code: str


def chosen_step(key: str) -> Step:
    """The step of a page; Problem 404."""
    step = BY_KEY.get(key)
    if step is None:
        raise not_found(_("There is no such page."), "unknown-page")
    return step


def following(step: Step) -> str:
    """Key of the page after a step."""
    place = STEPS.index(step) + 1
    return STEPS[place].key if place < len(STEPS) else RESULT


def shown_gaps(gaps: Sequence[Gap]) -> list[ShownGap]:
    """What keeps the calculation from being complete first, then hints."""
    return [
        ShownGap(
            gap.path,
            label_of(gap.path),
            STEP_OF_FIELD.get(gap.path.partition("[")[0].partition(".")[0], STEPS[0].key),
            filled(GAPS[gap.code], **gap.parameters),
            gap.is_hint,
            gap.code,
        )
        for gap in sorted(gaps, key=lambda gap: gap.is_hint)
    ]


def label_of(path: str) -> Text:
    """``materials[1].unit`` as people read it: Materials and parts 2, Unit."""
    name, _dot, field = path.partition(".")
    section, bracket, row = name.rstrip("]").partition("[")
    titles = {one.name: one for step in STEPS for one in step.sections}
    if not bracket:
        known = {one.name: one.label for step in STEPS for one in step.fields}
        return known.get(name) or (titles[name].title if name in titles else literal(name))
    spec = titles[section]
    labels = {one.name: one.label for one in (*spec.fields, *spec.further)}
    values = {"section": spec.title, "row": int(row) + 1}
    if field not in labels:
        return _("{section} {row}", **values)
    return _("{section} {row}, {field}", **values, field=labels[field])


def gaps_of_step(evaluation: Evaluation, step: Step) -> list[ShownGap]:
    """Those that are mended on the step."""
    return [gap for gap in shown_gaps(evaluation.gaps) if gap.step == step.key]
