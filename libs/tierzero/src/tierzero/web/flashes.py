"""Short messages that survive one redirect: "Saved.", "The upload was refused."."""

import base64
import json
from dataclasses import dataclass

from fastapi import Request
from starlette.responses import RedirectResponse, Response

from tierzero.i18n import Text
from tierzero.identity.session import of as identity_of_app

FLASH_COOKIE = "tierzero_flash"
KINDS = ("success", "info", "warning", "danger")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Flash:
    """A message for the next page."""

    kind: str
    message: str


def redirect(
    request: Request, url: str, *, flash: Text | None = None, kind: str = "success"
) -> RedirectResponse:
    """Send the browser to another page (303: with GET), where ``flash`` is shown once."""
    response = RedirectResponse(url, status_code=303)
    if flash:
        put_flash(response, request, Flash(kind, str(flash)[:_LONGEST]))
    return response


def put_flash(response: Response, request: Request, flash: Flash) -> None:
    """Leave a message for the next page that this browser opens."""
    value = base64.urlsafe_b64encode(json.dumps([flash.kind, flash.message]).encode()).decode()
    secure = identity_of_app(request.app).secure
    response.set_cookie(
        FLASH_COOKIE, value, max_age=60, httponly=True, samesite="lax", secure=secure
    )


def flash_of(request: Request) -> Flash | None:
    """The message left for this page; a damaged one counts as none."""
    value = request.cookies.get(FLASH_COOKIE)
    if not value:
        return None
    try:
        kind, message = json.loads(base64.urlsafe_b64decode(value))
        return Flash(kind if kind in KINDS else "info", str(message)[:_LONGEST])
    except (ValueError, TypeError, RecursionError):
        return None
