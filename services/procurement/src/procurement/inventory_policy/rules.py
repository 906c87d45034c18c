"""What may not be: years that have not begun, reports of nothing, changes nobody has looked at."""

from collections.abc import Sequence
from datetime import datetime

from tierzero.i18n import Text, _
from tierzero.problems import FieldProblem, Problem, conflict, invalid

from .model import Figure, Policy, PolicyTerms, ReportTerms


def check_base_year(terms: PolicyTerms, now: datetime) -> None:
    """Refuse a base year that has not begun."""
    if terms.base_year and terms.base_year > now.year:
        raise _wrong("base_year", "year-in-future", _("The year has not begun yet."))


def check_report(
    policy: Policy, terms: ReportTerms, figures: Sequence[Figure], now: datetime
) -> None:
    """Refuse a year that is not over, has no inventories, or is reported again without a reason."""
    if terms.year >= now.year:
        raise _wrong("year", "year-not-over", _("The year is not over yet."))
    if policy.reports_of(terms.year) and not terms.reason:
        text = _("The year was reported before; state why you report it again.")
        raise _wrong("reason", "reason-missing", text)
    if not figures:
        raise _wrong("year", "no-inventories", _("There are no inventories of this year."))


def refuse_stale(before: Policy, version: int | None) -> None:
    """Raise where the policy is no longer what its editor looked at."""
    if version is not None and version != before.version:
        raise stale_problem()


def stale_problem() -> Problem:
    """409: somebody else was quicker."""
    text = _("The policy was changed by somebody else in the meantime; look at it again.")
    return conflict("policy-changed", text)


def _wrong(path: str, code: str, text: Text) -> Problem:
    return invalid([FieldProblem(path, code, text)])
