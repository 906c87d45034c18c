"""A problem as a page for people."""

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from tierzero.i18n import use_language
from tierzero.identity import sign_in_url
from tierzero.problems import Problem, translator_of
from tierzero.problems.document import Document

from .pages import page

_SIGN_IN = frozenset({"sign-in-required", "token-expired"})


def problem_page(request: Request, problem: Problem, document: Document) -> Response:
    """The page for a problem; whoever only has to sign in is taken there."""
    if problem.status == 401 and problem.code in _SIGN_IN:
        return RedirectResponse(sign_in_url(request), 303)
    with use_language(translator_of(request)):
        return page(request, "problem.html", {"problem": document}, status=problem.status)
