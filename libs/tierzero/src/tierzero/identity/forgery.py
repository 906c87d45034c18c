"""Protection against forged requests: another site's page must not act with a visitor's cookie.

Browsers state where a request comes from in ``Sec-Fetch-Site`` (Fetch Metadata) and ``Origin``,
which a page cannot change. A request that changes something and comes from a foreign origin is
refused. No token in forms is needed, so no form can be without one. Programs send neither header;
they are let through unless they carry the session cookie, which only a browser would.
Reference: OWASP Cross-Site Request Forgery Prevention, "Fetch Metadata" with Origin as fallback.
"""

from starlette.datastructures import Headers

from tierzero.i18n import _
from tierzero.problems import Problem

from .origins import Origins

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def refuse_forged(method: str, headers: Headers, has_session: bool, origins: Origins) -> None:
    """Raise Problem 403 where the request may be forged by another site."""
    if method in SAFE_METHODS or headers.get("authorization", "").lower().startswith("bearer "):
        return
    if not _is_credible(headers, has_session, origins):
        raise Problem(
            403, "cross-site-request", _("The request came from another site and was refused.")
        )


def _is_credible(headers: Headers, has_session: bool, origins: Origins) -> bool:
    if headers.get("sec-fetch-site") in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    if origin is None:
        return not has_session and "sec-fetch-site" not in headers
    return origins.trusts(origin) or _is_same_host(origin, headers.get("host", ""))


def _is_same_host(origin: str, host: str) -> bool:
    # Behind a proxy that ends TLS the scheme differs, so hosts are compared.
    return bool(host) and origin.partition("://")[2] == host
