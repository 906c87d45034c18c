"""What is wrong with a package's translations."""

import string
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from .catalogs import CHINESE, strings_of
from .extraction import existing, texts_of


def findings(package: str, language: str = CHINESE) -> list[str]:
    """Sentences for the developer, one for each text that is missing, fuzzy or ill-formed."""
    catalog = existing(package, language)
    found = {(text.context, _key(text.message)): text for text in texts_of(package)}
    problems: list[str] = []
    for (context, key), text in found.items():
        message = catalog.get(key, context=context)
        where = f"{package}/{text.path}:{text.line}"
        problems += [f"{where}: {what}" for what in _problems_of(text.message, message)]
    return problems + [f"{package}: {what}" for what in _left_over(catalog, set(found))]


def _problems_of(source: str | tuple[str, ...], message: Message | None) -> Iterator[str]:
    if message is None:
        yield f"not in the catalog: {_key(source)!r}"
        return
    strings = strings_of(message)
    if not strings or not all(strings):
        yield f"not translated: {_key(source)!r}"
        return
    if message.fuzzy:
        yield f"translation is fuzzy: {_key(source)!r}"
    yield from _placeholder_problems(source, strings)


def _placeholder_problems(source: str | tuple[str, ...], strings: tuple[str, ...]) -> Iterator[str]:
    sources = [source] if isinstance(source, str) else list(source)
    try:
        expected = set[str]().union(*map(placeholders, sources))
        for translation in strings:
            # A plural form may leave the number out ("one row"), but may not ask for more.
            missing = expected - placeholders(translation) - {"n"}
            unknown = placeholders(translation) - expected - ({"n"} if len(sources) > 1 else set())
            if missing or unknown:
                yield f"placeholders differ: {sources[0]!r} → {translation!r}"
    except ValueError as error:
        yield f"ill-formed placeholders ({error}): {sources[0]!r}"


def placeholders(text: str) -> set[str]:
    """Names in ``{braces}``; ValueError for positional, nested or formatted ones."""
    names: set[str] = set()
    for _literal, name, specification, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or specification or conversion:
            raise ValueError(f"only plain names may stand in braces, not {name!r}")
        names.add(name)
    return names


def _left_over(catalog: Catalog, wanted: set[tuple[str | None, str]]) -> Iterator[str]:
    for message in catalog:
        if message.id and (message.context, _key(message.id)) not in wanted:
            yield f"no longer used: {_key(message.id)!r}"


def _key(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]
