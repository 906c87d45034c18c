"""Translations, read from each package's .po files at start: no compile step, nothing to forget."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from gettext import c2py  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
from importlib import resources
from pathlib import Path
from typing import cast

from babel.messages.catalog import Catalog as PoCatalog
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from .text import SourceLanguage, Translating, current_translator

ENGLISH = "en"
CHINESE = "zh-CN"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", CHINESE: "简体中文"}
"""Language tag (BCP 47) → its name in itself."""

PluralRule = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Translator:
    """One language's wordings, by (context, source text)."""

    language: str
    wordings: Mapping[tuple[str, str], tuple[str, ...]]
    form_of: PluralRule

    def singular(self, context: str, message: str) -> str:
        """Wording of ``message``; the English itself where none is known."""
        found = self.wordings.get((context, message))
        return found[0] if found else message

    def plural(self, context: str, singular: str, plural: str, count: int) -> str:
        """Wording for ``count`` things, by the language's own plural rule."""
        found = self.wordings.get((context, singular))
        if not found:
            return SourceLanguage().plural(context, singular, plural, count)
        return found[min(self.form_of(count), len(found) - 1)]


@dataclass(frozen=True, slots=True)
class Catalogs:
    """The translators of a process, one for each language."""

    translators: Mapping[str, Translator]

    def translator(self, language: str) -> Translator:
        """The translator of a language tag; English for a language that we do not have."""
        return self.translators.get(language) or self.translators[ENGLISH]


def catalog_path(package: str, language: str) -> Path:
    """Where a package keeps its translations into a language."""
    root = Path(str(resources.files(package)))
    return root / "locale" / language.replace("-", "_") / "LC_MESSAGES" / "messages.po"


def load_catalogs(*packages: str) -> Catalogs:
    """Read the translations of all packages; on equal texts the later package has its way."""
    return Catalogs({language: _load(language, packages) for language in LANGUAGES})


@contextmanager
def use_language(translator: Translating) -> Iterator[None]:
    """Let ``str(text)`` speak the translator's language inside the block."""
    token = current_translator.set(translator)
    try:
        yield
    finally:
        current_translator.reset(token)


def current_language() -> str:
    """Language tag of the present caller."""
    return cast(str, getattr(current_translator.get(None), "language", ENGLISH))


def _load(language: str, packages: tuple[str, ...]) -> Translator:
    wordings: dict[tuple[str, str], tuple[str, ...]] = {}
    plural_rule = "n != 1"
    for package in packages:
        path = catalog_path(package, language)
        if not path.is_file():
            continue
        catalog = read_catalog(path, language)
        plural_rule = catalog.plural_expr
        wordings |= _wordings_of(catalog)
    return Translator(language, wordings, cast(PluralRule, c2py(plural_rule)))


def read_catalog(path: Path, language: str) -> PoCatalog:
    """Parse one .po file; raises on a malformed one."""
    with path.open("rb") as file:
        return read_po(file, locale=language.replace("-", "_"), abort_invalid=True)


def strings_of(message: Message) -> tuple[str, ...]:
    """The translations of a message, one for each plural form of the language."""
    if isinstance(message.string, str):
        return (message.string,)
    return tuple(message.string or ())


def _wordings_of(catalog: PoCatalog) -> dict[tuple[str, str], tuple[str, ...]]:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        source = message.id if isinstance(message.id, str) else message.id[0]
        strings = strings_of(message)
        if strings and all(strings):
            found[(message.context or "", source)] = strings
    return found
