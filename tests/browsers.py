"""A real Chromium for tests of pages: the same settings everywhere."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, expect, sync_playwright

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
)
PATIENCE_MILLISECONDS = 60_000
"""A small machine that does much else draws a page with charts in ten seconds."""


@contextmanager
def opened(chromium: str) -> Iterator[Browser]:
    """A browser without a screen; while it is open, no other event loop can run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        expect.set_options(timeout=PATIENCE_MILLISECONDS)
        yield browser
        browser.close()
