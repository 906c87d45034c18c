"""Long lists for programs, page after page by links (RFC 8288)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Query, Request, Response

from tierzero.lists import Stretch, Turn, turn_of


@dataclass(frozen=True)
class Paging:
    """Which page of a list a program asks for, and where the answer says how it goes on."""

    request: Request
    response: Response
    turn: Turn
    limit: int

    def answer(self, pages: Stretch[Any], content: Mapping[str, Any]) -> dict[str, Any]:
        """The content with the places of its neighbours, which also stand as links in ``Link``.

        ``next`` is to be sent as ``after`` and ``previous`` as ``before``; null is none.
        """
        links = [
            f'<{self._address(name, place)}>; rel="{relation}"'
            for relation, name, place in (
                ("prev", "before", pages.previous),
                ("next", "after", pages.next),
            )
            if place
        ]
        if links:
            self.response.headers["Link"] = ", ".join(links)
        return {**content, "next": pages.next or None, "previous": pages.previous or None}

    def _address(self, name: str, place: str) -> str:
        """Relative to the host, so that it also holds behind a proxy."""
        asked = self.request.query_params.multi_items()
        kept = [(key, value) for key, value in asked if key not in ("after", "before")]
        return f"{self.request.url.path}?{urlencode([*kept, (name, place)])}"


def paging(usual: int = 100, most: int = 1_000) -> Callable[..., Paging]:
    """A dependency: the page of the query, of ``usual`` entries where the caller names no limit."""

    def asked(
        request: Request,
        response: Response,
        after: str = Query("", max_length=2_000, description="What a page said is next."),
        before: str = Query("", max_length=2_000, description="What a page said is previous."),
        limit: int = Query(usual, ge=1, le=most),
    ) -> Paging:
        return Paging(request, response, turn_of(after, before), limit)

    return asked
