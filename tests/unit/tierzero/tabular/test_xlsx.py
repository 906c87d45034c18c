"""Workbooks: what spreadsheets store is read, what attackers store is refused cheaply."""

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from tierzero.problems import Problem
from tierzero.tabular import Limits, template_file, workbook_child, write_xlsx
from tierzero.tabular.xlsx_rows import xlsx_rows

from .files import COLUMNS, rows_in

HEADINGS = ["product", "quantity", "day", "verdict", "pieces", "urgent"]


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def altered(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part of its zip rewritten."""
    file = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == part else data)
    return file.getvalue()


def refusal(content: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Problem) as caught:
        rows_in(content, limits)
    return caught.value.code


def test_cells_of_every_kind_are_read() -> None:
    content = workbook(
        HEADINGS,
        ["Bracket", 0.1, datetime(2026, 3, 31), "通过", 5.0, True],  # noqa: DTZ001
        [4006381333931, 1.1, date(2026, 1, 2), "fail", 7, "no"],
        [None, None],
        ["Sum", 0.1 + 0.2, None, None, None, None],
    )
    rows = rows_in(content)
    assert [row.number for row in rows] == [2, 3, 5]
    assert rows[0].values == {
        "product": "Bracket",
        "quantity": Decimal("0.1"),
        "day": date(2026, 3, 31),
        "verdict": "pass",
        "pieces": 5,
        "urgent": True,
    }
    assert rows[1].values["product"] == "4006381333931"
    assert [row.values["quantity"] for row in rows[1:]] == [Decimal("1.1"), Decimal("0.3")]


def test_formulas_are_text_and_no_number() -> None:
    (row,) = rows_in(workbook(HEADINGS, ["=1+1", "=2*3"]))
    assert row.values["product"] == "=1+1"
    assert [(error.name, error.code) for error in row.errors] == [("quantity", "formula")]


def test_a_template_filled_in_comes_back_without_its_example() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(template_file(COLUMNS, "zh-CN")))
    book.worksheets[0].append(["铝壳体", "2.5"])
    file = io.BytesIO()
    book.save(file)
    (row,) = rows_in(file.getvalue())
    assert (row.number, row.values["product"]) == (3, "铝壳体")


def test_columns_beyond_the_headings_are_named() -> None:
    (row,) = rows_in(workbook(["product", "quantity"], ["A", 1, "stray"]))
    assert [error.code for error in row.errors] == ["surplus-cell"]


def test_too_many_rows_are_refused() -> None:
    content = write_xlsx(COLUMNS, [{"product": "A", "quantity": 1}] * 12)
    assert refusal(content, Limits(max_rows=10)) == "too-many-rows"
    assert len(rows_in(content, Limits(max_rows=12))) == 12


def test_what_is_no_workbook_is_refused() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old") == "old-workbook"
    assert refusal(b"PK\x03\x04nonsense") == "workbook-unreadable"
    whole = workbook(HEADINGS)
    assert refusal(whole[: len(whole) // 2]) == "workbook-unreadable"


def padding(size: int) -> Callable[[bytes], bytes]:
    return lambda part: part + b" " * size


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = altered(workbook(HEADINGS), "xl/worksheets/sheet1.xml", padding(60 * 1024**2))
    assert len(bomb) < 1024**2
    assert refusal(bomb) == "workbook-too-large"


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(9))
    + b"]><worksheet>&j;</worksheet>"
)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_billion_laughs_are_not_laughed(part: str) -> None:
    attack = altered(workbook(HEADINGS, ["A", 1]), part, lambda _: BILLION_LAUGHS)
    assert refusal(attack) in ("workbook-unsafe", "workbook-unreadable")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("ahead", [0, 30_000, 3_000_000])
def test_entities_are_refused_wherever_they_are_declared(encoding: str, ahead: int) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?><!-- {"-x" * (ahead // 2)} -->'
    text = f"{head}<!DOCTYPE l [<!ENTITY a 'ha'>]><worksheet>&a;</worksheet>"
    attack = altered(
        workbook(HEADINGS, ["A", 1]), "xl/worksheets/sheet1.xml", lambda _: text.encode(encoding)
    )
    assert refusal(attack) in ("workbook-unsafe", "workbook-too-large")


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(-1e15, 1e15),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text("aé中 <&=x1", max_size=9),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=12))
def test_the_short_way_reads_what_openpyxl_reads(lines: list[list[Any]]) -> None:
    content = workbook(HEADINGS, *lines)
    plain: Any = load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    plain.reset_dimensions()
    values = plain.iter_rows(max_row=20, max_col=len(HEADINGS) + 1, values_only=True)
    expected = enumerate(([workbook_child.text_of(one) for one in line] for line in values), 1)
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        found = [(number, list(cells)) for number, cells in xlsx_rows(file, Limits())]
    assert found == [(number, cells) for number, cells in expected if any(cells)]


def test_a_billion_laughs_among_shared_texts_are_not_laughed() -> None:
    shared = with_shared_strings(["product", "quantity", "A"], SHARED_SHEET)
    attack = altered(shared, "xl/sharedStrings.xml", lambda _: BILLION_LAUGHS)
    assert refusal(attack) == "workbook-unsafe"


def test_a_cell_at_the_far_end_does_not_fill_memory() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["product", "quantity"])
    sheet.append(["A", 1])
    sheet["XFD1048576"] = "far"
    file = io.BytesIO()
    book.save(file)
    assert [row.values["product"] for row in rows_in(file.getvalue())] == ["A"]


def with_shared_strings(strings: list[str], sheet: bytes) -> bytes:
    """A workbook as Excel writes it, with texts in a part of their own."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    content = altered(
        altered(workbook([]), "xl/worksheets/sheet1.xml", lambda _: sheet),
        "[Content_Types].xml",
        lambda types: types.replace(b"</Types>", override),
    )
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as target:
        texts = "".join(f"<si><t>{text}</t></si>" for text in strings)
        target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{NAMESPACE}">{texts}</sst>')
    return file.getvalue()


NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED_SHEET = (
    f'<worksheet xmlns="{NAMESPACE}"><sheetData>'
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>1.1000000000000001</v></c></row>'
    "</sheetData></worksheet>"
).encode()


def test_shared_texts_and_numbers_as_excel_stores_them_are_read() -> None:
    (row,) = rows_in(with_shared_strings(["产品", "Quantity", "铝壳体"], SHARED_SHEET))
    assert (row.values["product"], row.values["quantity"]) == ("铝壳体", Decimal("1.1"))


def test_texts_beyond_all_measure_are_refused() -> None:
    strings = ["x" * 1000 + str(number) for number in range(100_000)]
    content = with_shared_strings(["product", "quantity", *strings], SHARED_SHEET)
    assert refusal(content) == "workbook-too-large"


def test_the_reading_process_cannot_exceed_its_memory() -> None:
    greedy = "set_limits(); held = [bytearray(1 << 20) for _ in range(MEMORY_BYTES >> 20)]"
    child = Path(workbook_child.__file__)
    script = f"import sys; sys.path.insert(0, {str(child.parent)!r}); from {child.stem} import *"
    ended = subprocess.run(
        [sys.executable, "-I", "-c", f"{script}; {greedy}"], capture_output=True, check=False
    )
    assert ended.returncode == 1
    assert b"MemoryError" in ended.stderr


def test_a_reading_process_that_dies_is_reported() -> None:
    # Styles by the hundred thousand cost openpyxl minutes or gigabytes; either limit ends it.
    styles = b"".join(b"<xf" + b" " * (n * 7919 % 8) + b"/>" for n in range(800_000))
    content = altered(
        workbook(["product", "quantity"], ["A", 1]),
        "xl/styles.xml",
        lambda part: part.replace(b"</cellXfs>", styles + b"</cellXfs>"),
    )
    assert refusal(content) == "workbook-too-large"


def of_sheets(**sheets: tuple[str, list[list[Any]]]) -> bytes:
    """A workbook of named sheets, each with its state and its rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (state, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.active = next(place for place, one in enumerate(sheets.values()) if one[0] == "visible")
    book.save(file)
    return file.getvalue()


DATA = [["product", "quantity"], ["A", 1]]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_what_somebody_filled_in(state: str) -> None:
    stale = [["product", "quantity"], ["stale", 9]]
    (row,) = rows_in(of_sheets(lists=(state, stale), Data=("visible", DATA)))
    assert row.values["product"] == "A"


def test_of_a_wrong_sheet_it_is_said_which_was_read_and_which_there_are() -> None:
    notes = [["Dear colleague,"], ["please fill in the next sheet."]]
    content = of_sheets(Notes=("visible", notes), Data=("visible", DATA), lists=("hidden", [["x"]]))
    with pytest.raises(Problem) as caught:
        rows_in(content)
    first, *missing = caught.value.errors
    assert (caught.value.code, first.path, first.code) == ("wrong-headings", "file", "other-sheets")
    assert "“Notes”" in str(first.message)
    assert "(Data)" in str(first.message)
    assert {one.code for one in missing} == {"missing-column"}


def test_an_empty_sheet_before_the_filled_one_is_named() -> None:
    with pytest.raises(Problem) as caught:
        rows_in(of_sheets(Sheet1=("visible", []), Data=("visible", DATA)))
    assert caught.value.code == "empty-file"
    assert "“Sheet1”" in str(caught.value.detail)


def test_merged_cells_are_refused_with_their_places() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [["product", "quantity"], ["A", 1], [None, 2], ["B", 3]]:
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(Problem) as caught:
        rows_in(file.getvalue())
    assert caught.value.code == "merged-cells"
    assert "A2:A3" in str(caught.value.detail)


def test_merged_cells_are_found_wherever_a_piece_of_the_sheet_ends() -> None:
    mebibyte = workbook_child.MEBIBYTE
    tag = b'<mergeCells><mergeCell ref="A9:B9"/></mergeCells></worksheet>'

    def ending_at(place: int) -> Callable[[bytes], bytes]:
        def change(part: bytes) -> bytes:
            body = part.replace(b"</worksheet>", b"")
            return body + b" " * (mebibyte - place - len(body)) + tag

        return change

    for place in (1, 20, 40, len(tag)):
        content = altered(workbook(*DATA), "xl/worksheets/sheet1.xml", ending_at(place))
        # Many blanks are a bomb by their ratio only beyond a mebibyte's size.
        assert refusal(content) in ("merged-cells", "workbook-too-large")


def test_many_merged_cells_are_named_in_part() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [["product", "quantity"], *[["A", 1]] * 40]:
        sheet.append(row)
    for place in range(2, 40, 2):
        sheet.merge_cells(f"A{place}:A{place + 1}")
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(Problem) as caught:
        rows_in(file.getvalue())
    assert str(caught.value.detail).count(":A") == 8
    assert "…" in str(caught.value.detail)


def test_a_pick_list_is_of_texts_even_where_they_look_like_formulas() -> None:
    from dataclasses import replace

    from openpyxl import load_workbook

    from tierzero.tabular import Choice

    offered = replace(COLUMNS[0], suggestions=(Choice("=1+1"), Choice("HRC-7")))
    book = load_workbook(io.BytesIO(template_file((offered, *COLUMNS[1:]))))
    cells = [book["lists"].cell(row, 1) for row in (1, 2)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=1+1", "s"), ("HRC-7", "s")]
    [validation] = [
        one for one in book.worksheets[0].data_validations.dataValidation if "A2" in one.sqref
    ]
    assert validation.formula1 == "lists!$A$1:$A$2"
    assert not validation.showErrorMessage, "a new one may be entered"
