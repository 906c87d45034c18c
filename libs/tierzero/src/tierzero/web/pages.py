"""Pages: Jinja templates of the slices and of the kit, with everything a template needs at hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse

from tierzero import i18n
from tierzero.i18n import LANGUAGES, current_language
from tierzero.identity import ROLE_NAMES, principal_of
from tierzero.problems import Problem
from tierzero.settings import Settings

from .flashes import FLASH_COOKIE, flash_of
from .navigation import Area, NavigationItem, areas_for
from .statics import static_folders, static_url


@dataclass(frozen=True)
class Pages:
    """What an application renders its pages with."""

    environment: Environment
    settings: Settings
    title: i18n.Text
    navigation: Sequence[NavigationItem]
    areas: Sequence[Area]


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Render ``<slice>/<file>.html`` from the service's ``<slice>/pages/`` for the caller."""
    pages: Pages = request.app.state.pages
    context = {**_surroundings(request, pages), **(values or {})}
    body = pages.environment.get_template(template).render(context)
    response = HTMLResponse(body, status, headers=dict(headers or {}))
    if FLASH_COOKIE in request.cookies:
        response.delete_cookie(FLASH_COOKIE, httponly=True, samesite="lax")
    return response


def fragment(request: Request, template: str, values: Mapping[str, Any]) -> str:
    """Render a template to text, for a part of a page."""
    pages: Pages = request.app.state.pages
    context = {**_surroundings(request, pages), **values}
    return pages.environment.get_template(template).render(context)


def template_environment(package: str) -> Environment:
    """Jinja with the service's and the kit's templates, and the texts and formats of the caller."""
    environment = Environment(
        loader=FunctionLoader(_loader(package)),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    folders = static_folders(package)
    environment.globals |= {
        "_": i18n._,
        "ngettext": i18n.ngettext,
        "pgettext": i18n.pgettext,
        "unit_name": i18n.unit_name,
        "unit_symbol": i18n.unit_symbol,
        "role_names": ROLE_NAMES,
        "static": lambda name: static_url(name, folders),
    }
    environment.filters |= {
        "decimal": i18n.format_decimal,
        "percent": i18n.format_percent,
        "date": i18n.format_date,
        "datetime": i18n.format_datetime,
        "quantity": i18n.format_quantity,
        "emissions": i18n.format_emissions,
        "shown": i18n.format_any,
    }
    return environment


def _loader(package: str) -> Callable[[str], tuple[str, str, Callable[[], bool]] | None]:
    own = Path(str(resources.files(package)))
    kit = Path(str(resources.files("tierzero.web"))) / "templates"

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        slice_, _separator, file = name.rpartition("/")
        for path in (own / slice_ / "pages" / file, kit / name):
            if ".." not in name and path.is_file():
                changed = path.stat().st_mtime_ns
                return path.read_text("utf-8"), str(path), _unchanged(path, changed)
        return None

    return load


def _unchanged(path: Path, changed: int) -> Callable[[], bool]:
    return lambda: path.is_file() and path.stat().st_mtime_ns == changed


def _surroundings(request: Request, pages: Pages) -> dict[str, Any]:
    principal = _known_principal(request)
    items = [item for item in pages.navigation if item.is_for(principal)]
    return {
        "request": request,
        "principal": principal,
        "settings": pages.settings,
        "service_title": pages.title,
        "areas": areas_for(pages.areas, principal, pages.settings.service),
        "navigation": items,
        "current": _current(items, request.url.path),
        "language": current_language(),
        "languages": LANGUAGES,
        "nonce": getattr(request.state, "nonce", ""),
        "flash": flash_of(request),
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "query": lambda **changes: f"?{request.url.include_query_params(**changes).query}",
    }


def _known_principal(request: Request) -> Any:
    try:
        return principal_of(request)
    except Problem:
        return None


def _current(items: Sequence[NavigationItem], path: str) -> NavigationItem | None:
    # The longest match: on /limits/new both /limits and / lead there.
    matching = [item for item in items if item.is_current(path)]
    return max(matching, key=lambda item: len(item.path), default=None)
