"""One cell's text as a value, by the rules of its column."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from carbon.plain_text import unseen_character
from tierzero.i18n import Text, _, ngettext

from .columns import Bound, Choice, Column, choice_title
from .injection import unguarded

Value = str | int | Decimal | date | bool
Converter = Callable[[str], Value]

_PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,9})?")
_GROUPED_NUMBER = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_DATE = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?)(?:[T ]0?0:00(:00)?)?"
)
_LONGEST_NUMBER = 60
_MOST_REMEMBERED = 1_000
_LONGEST_REMEMBERED = 64
_LARGEST_MAGNITUDE = 40
_YES = frozenset({"true", "yes", "y", "1", "是", "对", "真"})
_NO = frozenset({"false", "no", "n", "0", "否", "不", "假"})


class CellFault(Exception):
    """A cell that its column does not accept."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def converter_of(column: Column) -> Converter:
    """A function from a cell's text (stripped, not empty) to its value; raises CellFault."""
    if column.kind == "enum":
        return _choice_converter(column)
    convert = _CONVERTERS[column.kind]
    if column.kind == "text":
        return _text_converter(column)
    if column.minimum is None and column.maximum is None and column.above is None:
        return convert
    return _bounded(convert, column)


def remembering(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The conversion with a memory, because the cells of a column repeat: units, dates, standards.

    What it keeps is bounded in number and length, so a file cannot fill the memory with it.
    """
    known: dict[Any, Any] = {}

    def remembered(cell: Any) -> Any:
        value = known.get(cell)
        if value is None:
            value = convert(cell)
            if len(known) < _MOST_REMEMBERED and len(str(cell)) <= _LONGEST_REMEMBERED:
                known[cell] = value
        return value

    return remembered


def to_decimal(text: str) -> Decimal:
    """A number as people type it: full-width digits and thousands separators are understood."""
    plain = _unseparated(text)
    if len(plain) > _LONGEST_NUMBER:
        raise CellFault("not-a-number", _("This number has too many digits."))
    number = Decimal(plain)
    if number and abs(number.adjusted()) > _LARGEST_MAGNITUDE:
        raise CellFault("not-a-number", _("This number is beyond all measure."))
    return number


def to_integer(text: str) -> int:
    """A whole number; ``5.0`` counts as one, because spreadsheets write it so."""
    number = to_decimal(text)
    if number != number.to_integral_value():
        raise CellFault("not-an-integer", _("Enter a whole number."))
    return int(number)


def to_date(text: str) -> date:
    """A day, year first (2026-03-31, 2026/3/31, 2026年3月31日); other orders are ambiguous."""
    found = _DATE.fullmatch(_narrow(text))
    if found:
        year, month, day = (found[1], found[2] or found[4], found[3] or found[5])
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise CellFault("not-a-date", _("There is no such day.")) from None
    example = _("Enter a date as year-month-day, for example 2026-03-31.")
    raise CellFault("not-a-date", example)


def to_boolean(text: str) -> bool:
    """Yes or no, in English or Chinese."""
    word = _narrow(text).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise CellFault("not-a-boolean", _("Enter yes or no."))


def _unseparated(text: str) -> str:
    plain = text if text.isascii() else _narrow(text)
    if _PLAIN_NUMBER.fullmatch(plain):
        return plain
    if _GROUPED_NUMBER.fullmatch(plain):
        return plain.replace(",", "")
    raise _not_a_number(plain)


def _not_a_number(text: str) -> CellFault:
    if text.startswith("="):
        return CellFault("formula", _("This is a formula; paste its value instead."))
    if re.fullmatch(r"[+-]?\d+,\d+", text):
        return CellFault("decimal-comma", _("Write decimals with a point: 1.5, not 1,5."))
    if re.match(r"[+-]?[\d.,]+\s*[^\d.,\s]", text):
        return CellFault("number-with-text", _("Enter the number alone, without its unit."))
    return CellFault("not-a-number", _("Enter a number."))


def _narrow(text: str) -> str:
    """Full-width forms, which Chinese input methods produce, as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


def _bounded(convert: Converter, column: Column) -> Converter:
    above, minimum, maximum = column.above, column.minimum, column.maximum

    def converted(text: str) -> Value:
        value: Any = convert(text)
        high_enough = (minimum is None or minimum <= value) and (above is None or above < value)
        if high_enough and (maximum is None or value <= maximum):
            return value
        return _within(value, column)

    return converted


def _within(value: Value, column: Column) -> Value:
    if column.above is not None and not _less(column.above, value):
        raise CellFault("too-small", _("Must be more than {bound}.", bound=column.above))
    if column.minimum is not None and _less(value, column.minimum):
        raise CellFault("too-small", _("Must be at least {bound}.", bound=column.minimum))
    if column.maximum is not None and _less(column.maximum, value):
        raise CellFault("too-large", _("Must be at most {bound}.", bound=column.maximum))
    return value


def _less(one: Value | Bound, other: Value | Bound) -> bool:
    return one < other  # pyright: ignore[reportOperatorIssue]


def _short_enough(text: str, longest: int) -> str:
    if len(text) > longest:
        raise CellFault(
            "too-long", ngettext("At most {n} character.", "At most {n} characters.", longest)
        )
    if unseen_character(text):
        raise CellFault("not-a-text", _("This text holds characters that cannot be shown."))
    return text


def _text_converter(column: Column) -> Converter:
    suggested = _by_wording(column.suggestions)

    def convert(text: str) -> str:
        plain = unguarded(text)
        if suggested and (found := suggested.get(_narrow(plain).casefold())):
            return found
        return _short_enough(plain, column.max_length)

    return convert


def _by_wording(choices: Sequence[Choice]) -> dict[str, str]:
    return {
        _narrow(wording).casefold(): choice.value
        for choice in choices
        for wording in (*choice.titles.values(), choice.value)
    }


def _choice_converter(column: Column) -> Converter:
    values = _by_wording(column.choices)

    def convert(text: str) -> str:
        found = values.get(_narrow(text).casefold())
        if found is None:
            shown = ", ".join(choice_title(choice) for choice in column.choices[:12])
            raise CellFault("not-a-choice", _("Choose one of: {choices}.", choices=shown))
        return found

    return convert


_CONVERTERS: Mapping[str, Converter] = {
    "text": unguarded,
    "decimal": to_decimal,
    "integer": to_integer,
    "date": to_date,
    "boolean": to_boolean,
}
