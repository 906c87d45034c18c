"""Sending people to sign in and back, never to a foreign site."""

from urllib.parse import urlencode, urlsplit

from fastapi import Request

from . import session
from .origins import Origins, is_own_path


def safe_next(request: Request, next_: str | None, default: str = "/") -> str:
    """``next_`` if it leads to one of the platform's own pages, else ``default``."""
    return safe_target(session.of(request.app).origins, next_ or "", default)


def safe_target(origins: Origins, url: str, default: str = "/") -> str:
    """``url`` if it is a path here or an absolute URL on an own origin, else ``default``."""
    if is_own_path(url):
        return url
    if url.isprintable() and "\\" not in url and origins.trusts(url):
        return url
    return default


def sign_in_url(request: Request) -> str:
    """The portal's sign-in page, which afterwards leads back to the page that was asked for."""
    origins = session.of(request.app).origins
    parts = urlsplit(str(request.url))
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    # Only a page can be returned to; a form that was posted cannot be posted again.
    wanted = origins.own_url + (path if request.method == "GET" else "/")
    return f"{origins.portal_url}/sign-in?{urlencode({'next': wanted})}"
