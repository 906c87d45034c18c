"""Texts that people read, kept as values and turned into words when somebody reads them.

A text is marked once, ``_("Limit of {amount}", amount=…)``. It may then live in a constant, travel
in a problem or wait in a table; only rendering needs to know a language, so the same value serves
an English and a Chinese reader. Source texts are English and are their own translation.
"""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol


class Translating(Protocol):
    """What a text needs from a language: the wording for a source text."""

    def singular(self, context: str, message: str) -> str:
        """Wording of ``message``; the message itself where nothing better is known."""
        ...

    def plural(self, context: str, singular: str, plural: str, count: int) -> str:
        """Wording for ``count`` things."""
        ...


class SourceLanguage:
    """The language that the source texts are written in: English."""

    language = "en"

    def singular(self, context: str, message: str) -> str:
        """The message itself."""
        return message

    def plural(self, context: str, singular: str, plural: str, count: int) -> str:
        """English has two forms."""
        return singular if count == 1 else plural


current_translator: ContextVar[Translating] = ContextVar("tierzero_translator")


@dataclass(frozen=True, slots=True)
class Text:
    """A text for people, with the values of its ``{placeholders}``."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict[str, object])
    plural: str = ""
    count: int = 0
    context: str = ""
    verbatim: bool = False

    def render(self, translator: Translating) -> str:
        """The words, in the translator's language; texts among the parameters follow it."""
        if self.verbatim or not self.message:
            return self.message
        wording = self._wording(translator)
        if not self.params:
            return wording
        return wording.format_map(_rendered(self.params, translator))

    def _wording(self, translator: Translating) -> str:
        if self.plural:
            return translator.plural(self.context, self.message, self.plural, self.count)
        return translator.singular(self.context, self.message)

    def __str__(self) -> str:
        return self.render(current_translator.get(_SOURCE))

    def __bool__(self) -> bool:
        return bool(self.message)

    def __hash__(self) -> int:
        return hash((self.context, self.message, self.plural, self.count))


_SOURCE = SourceLanguage()


def _rendered(params: Mapping[str, object], translator: Translating) -> dict[str, object]:
    return {
        name: value.render(translator) if isinstance(value, Text) else value
        for name, value in params.items()
    }


def _(message: str, /, **params: object) -> Text:
    """Mark a text for people; ``params`` fill its ``{placeholders}``."""
    return Text(message, params)


def ngettext(singular: str, plural: str, n: int, /, **params: object) -> Text:
    """Mark a text whose wording depends on a count; ``{n}`` is filled in."""
    return Text(singular, {"n": n, **params}, plural=plural, count=n)


def pgettext(context: str, message: str, /, **params: object) -> Text:
    """Mark a text whose English is ambiguous; the context tells the translator which one it is."""
    return Text(message, params, context=context)


def literal(words: str) -> Text:
    """Words that are shown as they are: what a person typed, or what is already translated."""
    return Text(words, verbatim=True)
