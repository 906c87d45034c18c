"""Which routes the portal has, taken from the application itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute

from supplier_portal.web import wire
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
    return list(_walk(wire(settings).routes))


def page_paths(found: list[APIRoute]) -> set[str]:
    """Paths of the pages, without files for download and what only programs read."""
    return {
        one.path
        for one in found
        if "GET" in (one.methods or ())
        and not one.include_in_schema
        and not one.path.startswith(_NO_PAGES)
        and not one.path.endswith(("{kind}", ".csv", "/file"))
    }


def _walk(found: Any) -> Iterator[APIRoute]:
    for one in found:
        if isinstance(one, APIRoute):
            yield one
        elif hasattr(one, "original_router"):
            yield from _walk(one.original_router.routes)
