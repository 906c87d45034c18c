"""Which routes a web application has, taken from the application itself."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi.routing import APIRoute


def walk(found: Any) -> Iterator[APIRoute]:
    """All routes, also those of routers within."""
    for one in found:
        if isinstance(one, APIRoute):
            yield one
        elif hasattr(one, "original_router"):
            yield from walk(one.original_router.routes)


def page_paths(
    found: Iterable[APIRoute], beginnings: tuple[str, ...], ends: tuple[str, ...]
) -> set[str]:
    """Paths that a person opens, without those that begin or end so."""
    return {
        one.path
        for one in found
        if "GET" in (one.methods or ())
        and not one.include_in_schema
        and not one.path.startswith(beginnings)
        and not one.path.endswith(ends)
    }
