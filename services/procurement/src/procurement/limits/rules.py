"""What may not be: two limits on one subject at a time, and changes nobody has looked at."""

from datetime import datetime

from carbon.limits import Limit
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, conflict

from .model import SetLimit


def collide(one: SetLimit, other: SetLimit) -> bool:
    """Whether two limits are on the same subject and in force at the same time."""
    return one.subject == other.subject and _overlaps(one.limit, other.limit)


def _overlaps(one: Limit, other: Limit) -> bool:
    return _begins_before_end(one.valid_from, other) and _begins_before_end(other.valid_from, one)


def _begins_before_end(moment: datetime, limit: Limit) -> bool:
    return limit.valid_until is None or moment < limit.valid_until


def overlap_problem(other: SetLimit | None = None) -> Problem:
    """409: the subject has a limit in that period already."""
    text = _(
        "Another limit on the same subject is in force in that period; end it first, or change it."
    )
    about = {"limit_id": other.id} if other else {}
    return conflict("limit-overlaps", text, [FieldProblem("valid_from", "overlaps", text, about)])


def refuse_stale(before: SetLimit, version: int | None) -> None:
    """Raise where the limit is no longer what its editor looked at."""
    if before.withdrawn:
        raise conflict("limit-withdrawn", _("The limit was withdrawn; set a new one."))
    if version is not None and version != before.version:
        raise stale_problem()


def stale_problem() -> Problem:
    """409: somebody else was quicker."""
    text = _("The limit was changed by somebody else in the meantime; look at it again.")
    return conflict("limit-changed", text)
