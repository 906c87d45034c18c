"""Reads an XLSX file in a process of its own, under limits of memory and processor time.

Run as a script, with the file on standard input; imports nothing of the platform. Writes JSON
lines: ``{"sheet": name, "others": [name, …]}``, ``{"rows": [[number, [cell, …]], …]}``, at last
``{"end": true}`` or ``{"error": reason, "about": words}``.
A hostile workbook can exhaust this process only, and the limits end it.
"""

import contextlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from importlib import import_module
from typing import Any, BinaryIO

MEBIBYTE = 1024 * 1024
MEMORY_BYTES = 512 * MEBIBYTE
CPU_SECONDS = 120
MOST_PARTS = 2_000
MOST_BYTES = 512 * MEBIBYTE
MOST_BYTES_OF_A_PART = 8 * MEBIBYTE
MOST_BYTES_OF_STRINGS = 96 * MEBIBYTE
HIGHEST_RATIO = 250
LONGEST_CELL = 32_767
BATCH = 256
LONGEST_GAP = 1_000
MOST_NAMED = 8
LONGEST_NAME = 40
MERGED = re.compile(rb"<(?:\w{1,20}:)?mergeCell\s[^<>]{0,200}?ref=[\"']([A-Z0-9:$]{1,40})")
LONGEST_TAG = 300
LOOKED_AT = 16 * 1024


class Refused(Exception):
    """The file is not read; the reason is one word for the parent process."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(reason)
        self.about = about


def set_limits() -> None:
    """Bound what this process may use; nothing in a file can lift the bounds."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def check_archive(file: BinaryIO) -> None:
    """Refuse a zip whose stated sizes are beyond reason; zipfile reads no more than is stated."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused("too-large")
    for part in parts:
        _check_part(part)


def _check_part(part: zipfile.ZipInfo) -> None:
    ratio = part.file_size / max(1, part.compress_size)
    if part.file_size > MEBIBYTE and ratio > HIGHEST_RATIO:
        raise Refused("too-large")
    if part.flag_bits & 0x1:
        raise Refused("encrypted")
    if part.filename.startswith(("xl/worksheets/sheet", "xl/media/")):
        return  # Sheets are read as a stream, pictures not at all; all else is held in memory.
    strings = part.filename.endswith("sharedStrings.xml")
    if part.file_size > (MOST_BYTES_OF_STRINGS if strings else MOST_BYTES_OF_A_PART):
        raise Refused("too-large")


def opened(file: BinaryIO) -> Any:
    """The workbook, to be read as a stream."""
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it for nothing
    import openpyxl

    hasten()
    return openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)


def sheet_of(workbook: Any) -> Any:
    """The first sheet that people see; what is hidden is not what they filled in."""
    sheets = workbook.worksheets
    return next((one for one in sheets if one.sheet_state == "visible"), sheets[0])


def others_than(sheet: Any, workbook: Any) -> list[str]:
    """Names of the further sheets that people see."""
    seen = [one for one in workbook.worksheets if one.sheet_state == "visible"]
    return [one.title[:LONGEST_NAME] for one in seen if one is not sheet][:MOST_NAMED]


def refuse_merged(workbook: Any, sheet: Any) -> None:
    """Refuse cells that are merged: only the first of them holds the value, the others nothing.

    They are told of after the rows, so the sheet is searched before it is read.
    """
    found: dict[bytes, None] = {}
    with workbook._archive.open(sheet._worksheet_path) as part:
        rest = b""
        while (piece := part.read(MEBIBYTE)) and len(found) <= MOST_NAMED:
            text = rest + piece
            found |= dict.fromkeys(MERGED.findall(text))
            rest = text[-LONGEST_TAG:]
    if found:
        named = [one.decode("ascii") for one in found]
        more = ["…"] if len(named) > MOST_NAMED else []
        raise Refused("merged", ", ".join([*named[:MOST_NAMED], *more]))


def rows_of(sheet: Any, max_rows: int, max_columns: int) -> Iterator[tuple[int, list[str]]]:
    """Number and cells of each row of the sheet that holds anything in it."""
    sheet.reset_dimensions()
    blank = 0
    # One column more than there are headings: enough to notice cells beyond them.
    width = min(max_columns, width_of_headings(sheet, max_columns) + 1)
    rows = sheet.iter_rows(max_row=max_rows, max_col=width, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [text_of(value) for value in values]
        blank = 0 if any(cells) else blank + 1
        if blank > LONGEST_GAP:
            return
        if not blank:
            yield number, cells


def hasten() -> None:
    """Exchange the parts of openpyxl that large sheets spend their time in; it offers no other way.

    defusedxml parses in Python, and the size of a sheet that does not state it is found by reading
    all of it, which is of no use here.
    """
    strings: Any = import_module("openpyxl.reader.strings")
    sheets: Any = import_module("openpyxl.worksheet._read_only")
    reader: Any = import_module("openpyxl.worksheet._reader")
    sheets.ReadOnlyWorksheet._get_size = lambda _self: None
    sheets.WorkSheetParser = quick_parser(reader)
    reader.iterparse = strings.iterparse = safely_parsed


class Replayed:
    """A stream whose beginning was read already."""

    def __init__(self, beginning: bytes, source: Any) -> None:
        self.beginning = beginning
        self.source = source

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        beginning, self.beginning = self.beginning, b""
        return beginning or self.source.read(size)


def safely_parsed(source: Any, *arguments: Any) -> Any:
    """ElementTree's iterparse of what declares no entities (as defusedxml refuses them).

    They can only be declared before the first element; so only that much is looked through.
    """
    from xml.etree.ElementTree import iterparse
    from xml.parsers import expat

    def refuse(*_declared: Any) -> int:
        raise Refused("unsafe")

    begun: list[str] = []
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: begun.append(name)
    beginning = b""
    while not begun and len(beginning) < MEBIBYTE and (piece := source.read(LOOKED_AT)):
        beginning += piece
        parser.Parse(piece)
    if not begun and len(beginning) >= MEBIBYTE:
        raise Refused("unsafe")
    return iterparse(Replayed(beginning, source), *arguments)


def quick_parser(reader: Any) -> Any:
    """openpyxl's parser of a sheet, with a short way for what most cells are: plain texts, numbers.

    Everything else is read by openpyxl itself.
    """
    from openpyxl.utils import column_index_from_string

    places: dict[str, int] = {}

    class Parser(reader.WorkSheetParser):  # type: ignore[misc]
        def parse_cell(self, element: Any) -> dict[str, Any]:
            value = plain_value(reader, self, element)
            coordinate = element.get("r")
            if value is None or not coordinate:
                return super().parse_cell(element)
            letters = coordinate.rstrip("0123456789")
            column = places.get(letters)
            if column is None:
                column = places[letters] = column_index_from_string(letters)
            self.col_counter = column
            return {"column": column, "value": value}

    return Parser


def plain_value(reader: Any, parser: Any, element: Any) -> Any:
    """The value of a cell that holds nothing but a text or a number; None for any other."""
    if len(element) != 1:
        return None
    child, kind = element[0], element.get("t", "n")
    if kind == "inlineStr":
        if child.tag != reader.INLINE_STRING or len(child) != 1 or not child[0].tag.endswith("}t"):
            return None
        return child[0].text
    if child.tag != reader.VALUE_TAG or not child.text:
        return None
    if kind == "s":
        return parser.shared_strings[int(child.text)]
    if kind == "str":
        return child.text
    is_number = kind == "n" and int(element.get("s", 0)) not in parser.date_formats
    return reader._cast_number(child.text) if is_number else None


def width_of_headings(sheet: Any, max_columns: int) -> int:
    """How many columns the first filled row has."""
    for values in sheet.iter_rows(max_row=LONGEST_GAP, max_col=max_columns, values_only=True):
        filled = [place for place, value in enumerate(values, start=1) if text_of(value).strip()]
        if filled:
            return filled[-1]
    return max_columns


def text_of(value: Any) -> str:
    """A cell as text: numbers as their digits, days as ISO 8601, formulas as they are written."""
    if type(value) is str:
        return value[:LONGEST_CELL]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        # A spreadsheet keeps 15 digits; what lies beyond is binary noise that nobody typed.
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(getattr(value, "text", value))[:LONGEST_CELL]


def write(message: dict[str, Any]) -> None:
    """Send one line to the parent."""
    sys.stdout.write(json.dumps(message, ensure_ascii=True) + "\n")


def write_rows(workbook: Any, max_rows: int, max_columns: int) -> None:
    """Say which sheet is read, then its rows in portions."""
    sheet = sheet_of(workbook)
    write({"sheet": sheet.title[:LONGEST_NAME], "others": others_than(sheet, workbook)})
    refuse_merged(workbook, sheet)
    batch: list[tuple[int, list[str]]] = []
    for row in rows_of(sheet, max_rows, max_columns):
        batch.append(row)
        if len(batch) == BATCH:
            write({"rows": batch})
            batch = []
    write({"rows": batch})
    write({"end": True})


def main(max_rows: int, max_columns: int) -> None:
    """Read standard input, write rows; never raises."""
    try:
        set_limits()
        check_archive(sys.stdin.buffer)
        write_rows(opened(sys.stdin.buffer), max_rows, max_columns)
    except BrokenPipeError:
        return
    except Refused as refused:
        write({"error": str(refused), "about": refused.about})
    except MemoryError:
        write({"error": "too-large"})
    except Exception as error:
        kind = type(error).__name__
        write({"error": "unsafe" if "Forbidden" in kind else "unreadable", "kind": kind})


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        main(int(sys.argv[1]), int(sys.argv[2]))
        sys.stdout.flush()
