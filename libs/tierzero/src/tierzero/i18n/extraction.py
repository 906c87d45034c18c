"""Texts found in a package's Python and Jinja files, and its .po file brought up to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from .catalogs import CHINESE, catalog_path

PACKAGES = (
    "tierzero",
    "supplier_portal",
    "procurement",
    "footprint",
    "aggregator",
    "tierzero_local",
)
"""Packages whose people-facing texts are kept in catalogs."""

_METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
_KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@dataclass(frozen=True, slots=True)
class Found:
    """One marked text and where it stands."""

    message: str | tuple[str, ...]
    context: str | None
    path: str
    line: int


def package_root(package: str) -> Path | None:
    """Folder of a package's sources; None for one that is not installed."""
    try:
        return Path(str(resources.files(package)))
    except ModuleNotFoundError:
        return None


def texts_of(package: str) -> Iterator[Found]:
    """Every text that a package marks for people, in a stable order."""
    root = package_root(package)
    if root is None:
        return
    for path in sorted(root.rglob("*")):
        if path.suffix in _METHODS and not path.name.endswith(("_pb2.py", "_pb2_grpc.py")):
            yield from _texts_in(path, path.relative_to(root).as_posix())


def _texts_in(path: Path, shown: str) -> Iterator[Found]:
    method = _METHODS[path.suffix]
    source = BytesIO(path.read_bytes())
    options = {"encoding": "utf-8", "silent": "false"}
    for line, message, _comments, context in extract(
        method, source, keywords=_KEYWORDS, options=options
    ):
        if message:
            yield Found(message, context, shown, line)


def template_of(found: Iterable[Found]) -> Catalog:
    """A catalog of all texts found, without translations."""
    template = Catalog(project="TierZero", charset="utf-8")
    for text in found:
        # Files without line numbers: otherwise each edit of the code would rewrite the catalogs.
        template.add(text.message, locations=[(text.path, 0)], context=text.context)
    return template


def updated(package: str, language: str = CHINESE) -> Catalog:
    """The package's catalog with new texts added, vanished ones dropped, translations kept."""
    catalog = existing(package, language)
    catalog.update(template_of(texts_of(package)), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def existing(package: str, language: str = CHINESE) -> Catalog:
    """The package's catalog as it is on disk; an empty one if there is none yet."""
    path = catalog_path(package, language)
    locale = language.replace("-", "_")
    if not path.is_file():
        return Catalog(locale=locale, project="TierZero", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def write(package: str, catalog: Catalog, language: str = CHINESE) -> Path:
    """Write a catalog where the package's translations live; returns the path."""
    path = catalog_path(package, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = BytesIO()
    write_po(body, catalog, width=100, omit_header=True, include_lineno=False, sort_output=True)
    path.write_bytes(_header(catalog, language).encode() + b"\n" + body.getvalue())
    return path


def _header(catalog: Catalog, language: str) -> str:
    # Without dates and names: they would change, and conflict, on every run.
    fields = {
        "Project-Id-Version": "TierZero",
        "Language": language.replace("-", "_"),
        "Plural-Forms": catalog.plural_forms,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}'
