"""People at a real browser. Labels are given in English and looked for in the page's language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tierzero.i18n import load_catalogs
from tierzero.i18n.catalogs import Translator
from tierzero_local.acting import Actor


@dataclass(frozen=True)
class Desk:
    """A page of one service, in one language."""

    page: Page
    url: str
    words: Translator
    pictures: Path

    def text(self, message: str, context: str = "", **parts: object) -> str:
        """How the page says it."""
        return self.words.singular(context, message).format(**parts)

    def open(self, path: str) -> None:
        """Go to an address of the service."""
        self.page.goto(self.url + path)
        expect(self.page.locator("html")).to_have_attribute("lang", self.words.language)

    def field(self, label: str) -> Locator:
        """The field with the label; where it may stay empty, the label says so."""
        optional = re.escape(self.text("(optional)"))
        pattern = rf"^\s*{re.escape(self.text(label))}\s*({optional})?\s*$"
        return self.page.get_by_label(re.compile(pattern))

    def fill(self, **fields: str) -> None:
        """Fill fields in; their labels are given with underscores for spaces."""
        for label, value in fields.items():
            self.field(label.replace("_", " ")).fill(value)

    def press(self, label: str) -> None:
        """Press the button."""
        self.page.get_by_role("button", name=self.text(label), exact=True).click()

    def follow(self, label: str) -> None:
        """Follow the link."""
        self.page.get_by_role("link", name=self.text(label), exact=True).first.click()

    def see(self, message: str, context: str = "", **parts: object) -> None:
        """Wait until the page says it."""
        found = self.page.get_by_role("main").get_by_text(self.text(message, context, **parts))
        expect(found.first).to_be_visible()

    def rows(self, table: str) -> Sequence[Sequence[str]]:
        """The words in the cells of a table, without its heading."""
        region = self.page.get_by_role("region", name=self.text(table), exact=True)
        body = region.locator("tbody tr")
        expect(body.first).to_be_visible()
        cells = [row.locator("th, td").all_inner_texts() for row in body.all()]
        return [[" ".join(cell.split()) for cell in row] for row in cells]

    def shoot(self, name: str) -> None:
        """Keep a picture of the page."""
        file = self.pictures / f"{name}-{self.words.language}.png"
        self.page.screenshot(path=file, full_page=True)


@dataclass(frozen=True)
class Visitor:
    """Somebody with a browser window of their own."""

    page: Page
    language: str
    pictures: Path

    def at(self, actor: Actor, service: str) -> Desk:
        """The pages of one service."""
        words = load_catalogs("tierzero", service.replace("-", "_")).translator(self.language)
        return Desk(self.page, actor.services[service], words, self.pictures)

    def signs_in(self, actor: Actor, service: str) -> Desk:
        """Open the service, be led to the sign-in and from there back to the service."""
        desk, portal = self.at(actor, service), self.at(actor, "supplier-portal")
        desk.open("/")
        portal.fill(User_name=actor.user, Password=actor.password)
        portal.press("Sign in")
        self.page.wait_for_url(re.compile(re.escape(desk.url)))
        return desk
