"""Pages in the reader's language."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tierzero.i18n import (
    LANGUAGE_COOKIE,
    LANGUAGES,
    Catalogs,
    Text,
    choose_language,
    format_decimal,
    load_catalogs,
    use_language,
)
from tierzero.i18n import ngettext as counted
from tierzero_local.collector.kinds import KIND_TEXTS
from tierzero_local.collector.summaries import NANOSECONDS, instant

PAGES = Path(__file__).parent / "pages"
COLOURS = 8


def page(
    request: Request, template: str, values: dict[str, object], status: int = 200
) -> HTMLResponse:
    """Render a page in the language that the reader chose or the browser asks for."""
    chosen = choose_language(
        request.cookies.get(LANGUAGE_COOKIE),
        accept_language=request.headers.get("accept-language", ""),
    )
    with use_language(_catalogs().translator(chosen)):
        known = {"language": chosen, "languages": LANGUAGES, "path": request.url.path}
        text = _environment().get_template(template).render({**known, **values})
    return HTMLResponse(text, status)


def duration(nanoseconds: int) -> str:
    """A span of time, three significant digits: 0.42 ms, 38.1 ms, 1.20 s."""
    seconds = nanoseconds / NANOSECONDS
    amount, unit = (seconds, "s") if seconds >= 1 else (seconds * 1000, "ms")
    digits = 2 if amount < 10 else 1 if amount < 100 else 0
    return f"{format_decimal(f'{amount:.6f}', digits)} {unit}"


def colours(services: Iterable[str]) -> dict[str, int]:
    """A colour number for each process, in the order of the journey."""
    return {service: index % COLOURS for index, service in enumerate(services)}


@cache
def _catalogs() -> Catalogs:
    return load_catalogs("tierzero", "tierzero_local")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_=_translated, ngettext=_counted, kinds=KIND_TEXTS)
    environment.filters.update(
        duration=duration, clock=lambda time: f"{instant(time):%Y-%m-%d %H:%M:%S}"
    )
    return environment


def _translated(message: str, **values: object) -> Text:
    return Text(message, values)


def _counted(singular: str, plural: str, count: int) -> Text:
    return counted(singular, plural, count)
