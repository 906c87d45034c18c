"""Errors as PACT states them: ``{code, message}`` (technical specification v3, error handling).

Texts are English: programs read them, and the specification knows no other language.
"""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from tierzero.problems import Problem

BAD_REQUEST = "BadRequest"
ACCESS_DENIED = "AccessDenied"
TOKEN_EXPIRED = "TokenExpired"
NOT_FOUND = "NotFound"
INTERNAL_ERROR = "InternalError"
NOT_IMPLEMENTED = "NotImplemented"

_BY_STATUS = {
    401: TOKEN_EXPIRED,
    403: ACCESS_DENIED,
    404: NOT_FOUND,
    501: NOT_IMPLEMENTED,
}
_log = logging.getLogger(__name__)


class PactError(Exception):
    """A call that is answered with an error."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def bad_request(message: str) -> PactError:
    """400: the call itself is wrong."""
    return PactError(400, BAD_REQUEST, message)


def install(app: FastAPI) -> None:
    """Let every error of the application, also an unexpected one, be stated as PACT does."""

    @app.exception_handler(PactError)
    async def stated(_request: Request, error: PactError) -> JSONResponse:
        return _answer(error.status, error.code, error.message)

    @app.exception_handler(Problem)
    async def problem(_request: Request, error: Problem) -> JSONResponse:
        return _answer(error.status, _code(error.status), error.detail.message)

    @app.exception_handler(HTTPException)
    async def routing(_request: Request, error: HTTPException) -> JSONResponse:
        return _answer(error.status_code, _code(error.status_code), str(error.detail))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return _answer(400, BAD_REQUEST, str(error.errors()[0].get("msg", "invalid request")))

    @app.exception_handler(Exception)
    async def unexpected(request: Request, error: Exception) -> JSONResponse:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _answer(500, INTERNAL_ERROR, "The fault is recorded; try again later.")


def _code(status: int) -> str:
    return _BY_STATUS.get(status, BAD_REQUEST if status < 500 else INTERNAL_ERROR)


def _answer(status: int, code: str, message: str) -> JSONResponse:
    challenge = {"WWW-Authenticate": 'Bearer realm="pact"'} if status == 401 else {}
    return JSONResponse({"code": code, "message": message}, status, headers=challenge)
