"""Which routes the portal has, taken from the application itself."""

from pathlib import Path

from fastapi.routing import APIRoute

from supplier_portal.web import wire
from tests import routing
from tierzero.identity import generate_key_pair
from tierzero.settings import Settings

_NO_PAGES = ("/livez", "/readyz", "/static/", "/.well-known/", "/auth/", "/evidence/")


def routes(directory: Path) -> list[APIRoute]:
    """All routes of a portal; the directory is for its keys."""
    keys = generate_key_pair(directory)
    settings = Settings(
        service="supplier-portal",
        signing_key=keys.signing_key,
        verification_key=keys.verification_key,
    )
    return list(routing.walk(wire(settings).routes))


def page_paths(found: list[APIRoute]) -> set[str]:
    """Paths of the pages, without files for download and what only programs read."""
    return routing.page_paths(found, _NO_PAGES, ("{kind}", ".csv", "/file"))
