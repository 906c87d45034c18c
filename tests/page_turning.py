"""Reading long lists as programs and people do: by the links of answers and pages."""

import re
from collections.abc import Callable
from typing import Any

import httpx

HTML = {"accept": "text/html"}


def read(
    client: httpx.Client, path: str, key: str, meanwhile: Callable[[], object] | None = None
) -> list[Any]:
    """A list to its end, by the links of the answers; and back to its beginning.

    ``meanwhile`` is called between the pages on the way to the end, to add what comes before them.
    """
    met, pages, address = list[Any](), list[Any](), path
    while True:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        pages.append(answer.json()[key])
        met += pages[-1]
        following = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("Link", ""))
        if not following:
            break
        address = following[1]
        if meanwhile:
            meanwhile()
    for expected in reversed(pages[:-1]):
        back = re.search(r'<([^>]+)>; rel="prev"', answer.headers["Link"])
        assert back, path
        answer = client.get(back[1])
        assert answer.json()[key] == expected
    return met


def read_pages(client: httpx.Client, path: str, row: str) -> list[str]:
    """What the pattern finds on all pages of a list, each once per page, by their links."""
    base, here, met = path.split("?")[0], path, list[str]()
    while True:
        page = client.get(here, headers=HTML).text
        met += dict.fromkeys(re.findall(row, page))
        following = re.search(r'<a href="([^"]+)" rel="next"', page)
        if not following:
            return met
        here = base + following[1].replace("&amp;", "&")
