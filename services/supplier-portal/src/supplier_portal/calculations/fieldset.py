"""How the steps of a calculation are described: fields, lists of rows, pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tierzero.i18n import Text

Option = tuple[str, Text]


@dataclass(frozen=True)
class FieldSpec:
    """One field: its name in the statement, what it is called, and what goes in."""

    name: str
    label: Text
    help: Text
    widget: str = "text"
    """``text``, ``decimal``, ``integer``, ``date``, ``select`` or ``textarea``."""
    unit: Text | str = ""
    """``declared`` stands for the product's declared unit."""
    options: tuple[Option, ...] = ()
    groups: tuple[tuple[Text, tuple[Option, ...]], ...] = ()
    """Further options under headings."""
    required: bool = False
    choices: str = ""
    """Id of the list of suggestions."""
    default: str = ""
    """What stands in an empty form; a row with nothing else is no row."""


@dataclass(frozen=True)
class Section:
    """A list of rows."""

    name: str
    title: Text
    lead: Text
    add: Text
    fields: tuple[FieldSpec, ...]
    further: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True)
class Step:
    """A page of its own."""

    key: str
    title: Text
    lead: Text
    fields: tuple[FieldSpec, ...] = ()
    sections: tuple[Section, ...] = ()


def options_of(names: Mapping[str, Text], order: Iterable[str] | None = None) -> tuple[Option, ...]:
    """Choices in the order given."""
    return tuple((name, names[name]) for name in order or names)
