"""Make the pictures of the README: the sample's public progress page, as a visitor sees it.

Usage: ``python scripts/picture.py [DIRECTORY]`` (default: docs/images). Starts a platform of its
own with the sample, on free ports, and stops it again. ``CHROMIUM`` names another browser.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from tierzero_local.handle import Platform, started

LANGUAGES = {"en": "progress.png", "zh-CN": "progress.zh-CN.png"}
SIZE: ViewportSize = {"width": 1280, "height": 1300}
MOST_BYTES = 400_000


def main() -> int:
    """Take a picture in each language; the exit status tells whether all are small enough."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/images")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, started(Path(directory)) as platform:
        files = [picture(platform, language, target / name) for language, name in LANGUAGES.items()]
    for file in files:
        print(f"{file}: {file.stat().st_size / 1000:.0f} kB")
    return int(any(file.stat().st_size > MOST_BYTES for file in files))


def picture(platform: Platform, language: str, file: Path) -> Path:
    """Open the factory's page without a sign-in, wait until it is drawn, and keep its looks."""
    factory = platform.actor("buyer").organization_id
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(locale=language, viewport=SIZE, reduced_motion="reduce")
        page.goto(f"{platform.services['aggregator']}/progress/{factory}")
        wait_until_drawn(page)
        page.screenshot(path=file)
        browser.close()
    return file


def wait_until_drawn(page: Page) -> None:
    """Every chart has its drawing, and the page follows the stream."""
    page.locator("[data-live-state=open]").wait_for(state="attached")
    for chart in page.locator("[data-chart]").all():
        chart.locator(".main-svg").first.wait_for()


def chromium() -> str:
    """Path of the browser."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise SystemExit("There is no Chromium here; `make browser` says how to get it.")


if __name__ == "__main__":
    sys.exit(main())
