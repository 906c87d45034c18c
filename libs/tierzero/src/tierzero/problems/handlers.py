"""Every error of a web application answered in one form."""

import http
import logging
from collections.abc import Callable, Mapping
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from tierzero.i18n import Text, Translating, _, literal
from tierzero.i18n.text import SourceLanguage, current_translator
from tierzero.store import is_passing

from .document import MEDIA_TYPE, Document, current_trace_id, problem_document
from .model import FieldProblem, Problem, invalid, title_of
from .validation import field_problems

ProblemPage = Callable[[Request, Problem, Document], Response]
"""Makes a friendly page of a problem, for callers who read HTML."""

_UNPARSED = "There was an error parsing the body"
"""FastAPI's words for a body that is no UTF-8, or nested beyond what Python can follow."""
_UNREADABLE = _("The body cannot be read: send JSON in UTF-8 that is not nested without end.")

_RETRY_AFTER_SECONDS = 5

_log = logging.getLogger(__name__)

_CODES: Mapping[int, tuple[str, Text]] = {
    400: ("malformed-request", _("The request cannot be understood.")),
    401: ("sign-in-required", _("Sign in to go on.")),
    403: ("forbidden", _("Your account may not do this.")),
    404: ("not-found", _("There is nothing at this address.")),
    405: ("method-not-allowed", _("This address does not offer that method.")),
    406: ("not-acceptable", _("The content cannot be had in the form asked for.")),
    408: ("timed-out", _("The request took too long.")),
    409: ("conflict", _("This is at odds with what is already stored.")),
    411: ("length-required", _("The length of the content must be stated.")),
    413: ("content-too-large", _("What was sent is larger than is accepted here.")),
    415: ("unsupported-content", _("This kind of content is not accepted here.")),
    429: ("too-many-requests", _("Too many requests in a short time; try again later.")),
    503: ("unavailable", _("Try again in a moment.")),
}


def install(app: FastAPI, problem_page: ProblemPage | None = None) -> None:
    """Answer every error with a problem document, and browsers with ``problem_page``."""

    async def on_problem(request: Request, error: Exception) -> Response:
        return respond(request, cast(Problem, error), problem_page)

    async def on_validation(request: Request, error: Exception) -> Response:
        problem = _validation_problem(cast(RequestValidationError, error))
        return respond(request, problem, problem_page)

    async def on_http(request: Request, error: Exception) -> Response:
        return respond(request, _http_problem(cast(HTTPException, error)), problem_page)

    async def on_anything(request: Request, error: Exception) -> Response:
        return respond(request, unexpected(request, error), problem_page)

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_anything)


def respond(request: Request, problem: Problem, problem_page: ProblemPage | None) -> Response:
    """The response for a problem, in the form and the language that the caller wants."""
    trace_id = getattr(request.state, "trace_id", "") or current_trace_id()
    document = problem_document(problem, translator_of(request), trace_id)
    if problem_page and wants_page(request):
        response = problem_page(request, problem, document)
    else:
        response = JSONResponse(document, problem.status, media_type=MEDIA_TYPE)
    response.headers.update(problem.headers)
    response.headers["Vary"] = "Accept, Accept-Language, Cookie"
    return response


def wants_page(request: Request) -> bool:
    """Whether the caller is a browser that shows a page, rather than a program."""
    return "text/html" in request.headers.get("accept", "")


def translator_of(request: Request) -> Translating:
    """The caller's translator, also where the request's context has already ended."""
    known = getattr(request.state, "translator", None)
    return known or current_translator.get(SourceLanguage())


def _validation_problem(error: RequestValidationError) -> Problem:
    found = field_problems(error.errors())
    if any(one.code == "malformed-json" for one in found):
        return Problem(400, "malformed-json", _("The content is not well-formed JSON."))
    return invalid(found)


def _http_problem(error: HTTPException) -> Problem:
    if error.detail == _UNPARSED:
        wrong = FieldProblem("body", "unreadable-body", _UNREADABLE)
        return Problem(error.status_code, "unreadable-body", _UNREADABLE, errors=[wrong])
    unlisted = (f"http-{error.status_code}", title_of(error.status_code))
    code, detail = _CODES.get(error.status_code, unlisted)
    if error.detail and error.detail not in (_phrase(error.status_code), "Content Too Large"):
        detail = literal(str(error.detail))
    return Problem(error.status_code, code, detail, headers=error.headers)


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""


def _passing(request: Request, error: Exception) -> Problem:
    """A 503 where the store is away or others were quicker: the same request may succeed soon."""
    _log.warning("%s %s has to wait: %s", request.method, request.url.path, type(error).__name__)
    code, detail = _CODES[503]
    return Problem(503, code, detail, headers={"Retry-After": str(_RETRY_AFTER_SECONDS)})


def unexpected(request: Request, error: Exception) -> Problem:
    """A 500 that tells nothing of the inside, logged under the trace id that it shows; a 503
    where only the store is not to be had at the moment."""
    if is_passing(error):
        return _passing(request, error)
    request.state.trace_id = current_trace_id()
    _log.error(
        "%s %s failed with %s (trace %s)",
        request.method,
        request.url.path,
        type(error).__name__,
        request.state.trace_id,
    )
    detail = _("The fault is recorded. Try again, and quote the number below if it persists.")
    return Problem(500, "internal-error", detail)
