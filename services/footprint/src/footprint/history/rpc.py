"""HistoryService over gRPC."""

import asyncio
from typing import Any

from carbon.comparison.flows import flows_of
from carbon.comparison.years import PeriodDifference, period_differences
from carbon.decimals import format_decimal
from footprint.history.answers import base_year_answer, comparison_answer
from footprint.history.base_year import decide
from footprint.history.policies import threshold_of
from footprint.history.reading import read_base_year, read_revisions, read_years
from footprint.history.revisions import Span, as_revision, revision_of, token_before
from footprint.history.wording import worded
from footprint.inventories.tokens import page_size_of
from footprint.scopes import scope_for
from footprint.why.explaining import Explainer
from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.footprint.v1.history_service_pb2_grpc import HistoryServiceServicer
from tierzero.i18n import Text, _
from tierzero.problems import FieldProblem, Problem, conflict, not_found


class HistoryServicer(HistoryServiceServicer):
    """Answers a buyer about its own figures, and those who may see all about any."""

    def __init__(self, explainer: Explainer) -> None:
        self._explainer = explainer

    async def ListRevisions(
        self, request: contract.ListRevisionsRequest, context: Any
    ) -> contract.ListRevisionsResponse:
        """Revisions with their reasons, the newest first."""
        most, below = page_size_of(request.page_size), revision_of(request.page_token)
        span = Span(request.category, request.year, below=below)
        scope = scope_for(request.buyer_id)
        policy, found = await read_revisions(self._explainer, scope, span, most)
        token = token_before(found[-1]) if len(found) == most else ""
        answered = [as_revision(policy, one) for one in found]
        return contract.ListRevisionsResponse(revisions=answered, next_page_token=token)

    async def GetBaseYear(
        self, request: contract.GetBaseYearRequest, context: Any
    ) -> contract.GetBaseYearResponse:
        """Whether the base year must be recalculated, and what it then is."""
        known = await read_base_year(self._explainer, scope_for(request.buyer_id))
        if not known.policy.base_year:
            raise not_found(_("The accounting policy names no base year."), "no-base-year")
        threshold = format_decimal(threshold_of(known.policy))
        return base_year_answer(known, decide(known), threshold)

    async def CompareYears(
        self, request: contract.CompareYearsRequest, context: Any
    ) -> contract.CompareYearsResponse:
        """Effects between two years; refused where they were not computed alike."""
        most, years = page_size_of(request.most_flows), (request.base_year, request.current_year)
        if years[0] == years[1]:
            raise _same_year()
        scope = scope_for(request.buyer_id)
        read = await read_years(self._explainer, scope, years, request.category)
        flows = await asyncio.to_thread(flows_of, read.base, read.current)
        found = period_differences(flows)
        if found and request.comparability != contract.COMPARABILITY_BY_RECALCULATION:
            raise _not_comparable(found)
        return await asyncio.to_thread(comparison_answer, flows, read.unresolved, most)


_DIFFERENCES = {
    "method-differs": lambda about: _(
        "Category {category}: computed by other methods ({base} and {current}).", **about
    ),
    "gwp-set-differs": lambda about: _(
        "Category {category}: other sets of global warming potentials ({base} and {current}).",
        **about,
    ),
    "factor-set-differs": lambda about: _(
        "Category {category}: other sets of emission factors ({base} and {current}).", **about
    ),
}


def _not_comparable(found: list[PeriodDifference]) -> Problem:
    text = _("The two years were not computed alike; have the base year recalculated to compare.")
    errors = [FieldProblem(f"categories[{one.category}]", one.code, _text(one)) for one in found]
    return conflict("periods-not-comparable", text, errors)


def _text(one: PeriodDifference) -> Text:
    about = {"base": worded(one.base_value), "current": worded(one.current_value)}
    return _DIFFERENCES[one.code]({"category": one.category, **about})


def _same_year() -> Problem:
    text = _("Choose two different years.")
    errors = [FieldProblem("current_year", "same-year", text)]
    return Problem(422, "invalid-input", text, errors=errors)
