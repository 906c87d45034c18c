"""Files for people open safely, and come back as they were."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tierzero.i18n import load_catalogs, use_language
from tierzero.tabular import error_file, problem_from_errors, template_file, write_csv, write_xlsx
from tierzero.tabular.injection import guarded, unguarded

from .files import COLUMNS, rows_in

DANGEROUS = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "'=1", "''=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_spreadsheet_runs_what_was_typed(text: str) -> None:
    rows = [{"product": text, "quantity": Decimal(1)}]
    (line,) = list(csv.reader(io.StringIO(write_csv(COLUMNS, rows).decode("utf-8-sig"))))[1:]
    assert line[0].startswith("'")
    cell = load_workbook(io.BytesIO(write_xlsx(COLUMNS, rows))).worksheets[0]["A2"]
    assert (cell.data_type, str(cell.value)[0]) == ("s", "'")


@given(st.text(alphabet="'=+-@\t\r\n1a", max_size=6))
def test_the_guard_is_exactly_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_numbers_and_days_are_such_for_the_spreadsheet() -> None:
    rows = [{"product": "A", "quantity": Decimal("-2.5"), "day": date(2026, 3, 31)}]
    sheet = load_workbook(io.BytesIO(write_xlsx(COLUMNS, rows))).worksheets[0]
    assert sheet["B2"].value == -2.5
    assert sheet["C2"].is_date


def test_digits_beyond_a_spreadsheet_s_precision_are_kept_as_text() -> None:
    exact = Decimal("0.12345678901234567890")
    content = write_xlsx(COLUMNS, [{"product": "A", "quantity": exact}])
    assert rows_in(content)[0].values["quantity"] == exact


def test_choices_and_yes_are_written_in_the_reader_s_language() -> None:
    rows = [{"product": "A", "quantity": 1, "verdict": "pass", "urgent": True}]
    with use_language(load_catalogs("tierzero").translator("zh-CN")):
        content = write_csv(COLUMNS, rows)
    text = content.decode("utf-8-sig")
    assert text.splitlines() == ["产品 *,数量 (kg) *,日期,结论,件数,紧急", "A,1,,通过,,是"]
    assert rows_in(content)[0].values["verdict"] == "pass"


def test_characters_that_no_workbook_can_hold_are_marked() -> None:
    content = write_xlsx(COLUMNS, [{"product": "a\x01b", "quantity": 1}])
    assert rows_in(content)[0].values["product"] == "a\ufffdb"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_error_file_is_corrected_and_sent_again(kind: str) -> None:
    rows = rows_in(b"product,quantity,verdict\nA,1,\nB,x,pass\n=C,1,maybe\n")
    content = error_file(COLUMNS, rows, kind)
    again = rows_in(content)
    assert [(row.raw["product"], row.raw["quantity"]) for row in again] == [
        ("B", "x"),
        ("'=C", "1"),
    ]
    assert again[1].values["product"] == "=C"
    assert [error.code for row in again for error in row.errors] == ["not-a-number", "not-a-choice"]


def test_a_template_offers_choices_and_explains_columns() -> None:
    book = load_workbook(io.BytesIO(template_file(COLUMNS, "zh-CN")))
    data, explained = book.worksheets[:2]
    assert [cell.value for cell in data[1]][:2] == ["产品 *", "数量 (kg) *"]
    assert [str(one.sqref) for one in data.data_validations.dataValidation] == [
        "D2:D100000",
        "F2:F100000",
    ]
    assert [cell.value for cell in book["lists"]["D"]] == ["通过", "未通过"]
    assert [explained.cell(row, 1).value for row in range(2, 8)] == [
        "产品", "数量", "日期", "结论", "件数", "紧急"
    ]  # fmt: skip


def test_a_template_is_empty_until_filled_in() -> None:
    for kind in ("csv", "xlsx"):
        assert rows_in(template_file(COLUMNS, "en", kind)) == []


def test_errors_become_one_problem_with_places() -> None:
    rows = rows_in(b"product,quantity\n" + b"A,x\n" * 700)
    problem = problem_from_errors(error for row in rows for error in row.errors)
    assert (problem.status, problem.code, len(problem.errors)) == (422, "invalid-rows", 500)
    assert str(problem.detail) == "700 cells need correcting; nothing was stored."
    first = problem.errors[0]
    assert (first.path, first.code) == ("rows[2].quantity", "not-a-number")
    assert first.about == {"row": 2, "column": "Quantity", "value": "x"}
