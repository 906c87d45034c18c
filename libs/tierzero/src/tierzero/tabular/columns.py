"""What a file for people holds, column by column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from tierzero.i18n import ENGLISH, current_language

Kind = Literal["text", "decimal", "integer", "date", "enum", "boolean"]
Bound = Decimal | int | date | None
Titles = Mapping[str, str]
"""Language tag → wording."""

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values a column may hold, and what people call it."""

    value: str
    titles: Titles = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its machine name, what people call it, and what may stand in it.

    A cell holds one of the ``choices``; ``suggestions`` are offered alike and understood by their
    names, but others are taken, too. ``minimum`` and ``maximum`` are allowed themselves, ``above``
    is not. ``example`` fills the template's example row, which is skipped when the file comes back.
    """

    name: str
    titles: Titles
    kind: Kind = "text"
    required: bool = False
    choices: tuple[Choice, ...] = ()
    suggestions: tuple[Choice, ...] = ()
    unit: str = ""
    help: Titles = field(default_factory=dict[str, str])
    example: str = ""
    minimum: Bound = None
    maximum: Bound = None
    above: Bound = None
    max_length: int = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is accepted."""

    max_bytes: int = 64 * MEBIBYTE
    max_rows: int = 100_000
    max_columns: int = 100


def wording(titles: Titles, language: str = "", default: str = "") -> str:
    """The title in a language (the caller's by default), else in English, else ``default``."""
    return titles.get(language or current_language()) or titles.get(ENGLISH) or default


def title_of(column: Column, language: str = "") -> str:
    """What people call the column."""
    return wording(column.titles, language, column.name)


def heading_of(column: Column, language: str = "") -> str:
    """The column's heading in a file: title, unit, and a star where it must be filled in."""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{title_of(column, language)}{unit}{' *' if column.required else ''}"


def choice_title(choice: Choice, language: str = "") -> str:
    """What people call a choice."""
    return wording(choice.titles, language, choice.value)
