"""A table of purchases, and how the tests read one."""

import io
from datetime import date
from decimal import Decimal

from tierzero.tabular import Choice, Column, Limits, Row, read_table

COLUMNS = (
    Column("product", {"en": "Product", "zh-CN": "产品"}, required=True, example="Bracket"),
    Column(
        "quantity",
        {"en": "Quantity", "zh-CN": "数量"},
        "decimal",
        True,
        unit="kg",
        above=Decimal(0),
    ),
    Column("day", {"en": "Date", "zh-CN": "日期"}, "date", maximum=date(2026, 12, 31)),
    Column(
        "verdict",
        {"en": "Verdict", "zh-CN": "结论"},
        "enum",
        choices=(
            Choice("pass", {"en": "Pass", "zh-CN": "通过"}),
            Choice("fail", {"en": "Fail", "zh-CN": "未通过"}),
        ),
    ),
    Column("pieces", {"en": "Pieces", "zh-CN": "件数"}, "integer", minimum=1),
    Column("urgent", {"en": "Urgent", "zh-CN": "紧急"}, "boolean"),
)

HEADINGS = "product,quantity,day,verdict,pieces,urgent"


def rows_in(content: bytes, limits: Limits | None = None) -> list[Row]:
    """All rows of a file."""
    with read_table(io.BytesIO(content), "file", COLUMNS, limits) as table:
        return list(table.rows)


def only_row(line: str, headings: str = HEADINGS) -> Row:
    """The row of a CSV file with one line."""
    (row,) = rows_in(f"{headings}\n{line}\n".encode())
    return row


def faults_of(line: str) -> list[tuple[str, str]]:
    """Column and code of what is wrong with a line."""
    return [(error.name, error.code) for error in only_row(line).errors]
