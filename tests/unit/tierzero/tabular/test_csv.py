"""CSV files as they come from all the world's spreadsheets."""

import io
import tracemalloc
from decimal import Decimal
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tierzero.i18n import load_catalogs, use_language
from tierzero.problems import Problem
from tierzero.tabular import Limits, problem_from_errors, read_table, write_csv

from .files import COLUMNS, rows_in

CHINESE = "产品,数量,日期\n铝壳体,2.5,2026/3/31\n"


def refusal(content: bytes, limits: Limits | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        rows_in(content, limits)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_any_encoding_that_spreadsheets_write_is_read(encoding: str) -> None:
    (row,) = rows_in(CHINESE.encode(encoding))
    assert (row.values["product"], row.values["quantity"]) == ("铝壳体", Decimal("2.5"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_delimiter_and_line_end_is_read(delimiter: str, newline: str) -> None:
    text = "Product,Quantity (kg) *\nA,1\nB,2\n".replace(",", delimiter).replace("\n", newline)
    assert [row.values["product"] for row in rows_in(text.encode())] == ["A", "B"]


def test_excel_s_own_delimiter_line_is_no_row() -> None:
    (row,) = rows_in(b"sep=;\r\nproduct;quantity\r\nA;1\r\n")
    assert row.number == 2


def test_rows_are_numbered_as_the_sheet_numbers_them() -> None:
    content = b'\nproduct,quantity\n\n"two\nlines",1\n,\nB,-1\n'
    rows = rows_in(content)
    assert [(row.number, row.values["product"]) for row in rows] == [(4, "two\nlines"), (6, "B")]
    error = rows[1].errors[0]
    assert (error.path, error.column, error.value) == ("rows[6].quantity", "Quantity", "-1")


def test_errors_speak_the_reader_s_language() -> None:
    with use_language(load_catalogs("tierzero").translator("zh-CN")):
        (row,) = rows_in("产品,数量\nA,-1\n".encode())
        assert row.errors[0].column == "数量"
        assert str(row.errors[0].message) == "必须大于 0。"
        assert str(problem_from_errors(row.errors).detail).startswith("有 1 个单元格")


def test_headings_are_required_unique_and_otherwise_free() -> None:
    problem = refusal(b"Produkt,Quantity,QUANTITY (t)\nA,1,2\n")
    assert [(error.path, error.code) for error in problem.errors] == [
        ("product", "missing-column"),
        ("quantity", "duplicate-column"),
    ]
    assert "Produkt" in str(problem.errors[0].message)


def test_unknown_columns_are_told() -> None:
    file = io.BytesIO(b"colour,product,quantity\nred,A,1\n")
    with read_table(file, "x.csv", COLUMNS) as table:
        assert table.unknown_columns == ("colour",)
        assert [row.values["product"] for row in table.rows] == ["A"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty-file"),
        (b"\n , \n", "empty-file"),
        (b"\xff\xfe\xff", "unknown-encoding"),
        (b"product,quantity\n\x00\x00,1\n", "unknown-encoding"),
        (b"\x81\x82\x83\xff\xff", "unknown-encoding"),
        (b'product,quantity\n"' + b"x" * 200_000, "unreadable-file"),
        (b"product,quantity\n" + b"x" * 1_100_000, "line-too-long"),
        (b"product,quantity\n" + b"," * 5_000 + b"x\n", "too-many-columns"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content: bytes, code: str) -> None:
    assert refusal(content).code == code


def test_limits_of_rows_and_bytes_hold() -> None:
    content = b"product,quantity\n" + b"A,1\n" * 11
    assert refusal(content, Limits(max_rows=10)).code == "too-many-rows"
    assert len(rows_in(content, Limits(max_rows=11))) == 11
    assert refusal(content, Limits(max_bytes=20)).status == 413


class Endless(io.RawIOBase):
    """A file of ten gigabytes that is made while it is read."""

    left = 10 * 1024**3

    def read(self, size: int = -1, /) -> bytes:
        taken = min(size, self.left)
        self.left -= taken
        return b"a" * taken

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return 0


def test_ten_gigabytes_are_refused_in_little_memory() -> None:
    tracemalloc.start()
    with pytest.raises(Problem) as caught:
        read_table(cast(BinaryIO, Endless()), "big.csv", COLUMNS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.status == 413
    assert peak < 16 * 1024**2


TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufeff"), max_size=30
).map(str.strip)


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=8))
def test_what_is_written_comes_back(names: list[str]) -> None:
    rows = [{"product": name, "quantity": Decimal(1)} for name in names]
    assert [row.values["product"] for row in rows_in(write_csv(COLUMNS, rows))] == names


@given(st.lists(TEXTS.filter(bool), min_size=1, max_size=8))
def test_gb18030_comes_back(names: list[str]) -> None:
    quoted = ['"' + name.replace('"', '""') + '",1' for name in names]
    content = "\r\n".join(["产品,数量", *quoted]).encode("gb18030")
    rows = rows_in(content)
    assert [row.raw["product"] for row in rows] == names


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_a_problem(content: bytes) -> None:
    for sent in (content, b"product,quantity\n" + content):
        try:
            rows_in(sent)
        except Problem as problem:
            assert problem.status in (413, 422)  # noqa: PT017
