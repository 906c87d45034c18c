"""What axe finds on a page, in one line each."""

from collections.abc import Mapping
from typing import Any

from axe_playwright_python import async_playwright, sync_playwright
from playwright.async_api import Page as AsyncPage
from playwright.sync_api import Page

# Rules and what they look at are axe's own. Only what is wrong is brought from the browser: what is
# right, element by element, is a megabyte of a long table and takes longer than the check.
_OPTIONS = {"resultTypes": ["violations"], "iframes": False}


def violations(page: Page) -> list[str]:
    """Rule and first element of each finding."""
    found = sync_playwright.Axe().run(page, options=_OPTIONS)
    return _lines(found.response)


async def violations_in(page: AsyncPage) -> list[str]:
    """The same of a page of Playwright's other interface."""
    found = await async_playwright.Axe().run(page, options=_OPTIONS)
    return _lines(found.response)


def _lines(response: Mapping[str, Any]) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html'][:300]}" for one in response["violations"]]
