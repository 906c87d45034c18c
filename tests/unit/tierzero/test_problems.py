"""Problems carry stable codes and paths, and texts in the reader's language."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from tierzero.i18n import _, load_catalogs
from tierzero.problems import (
    FieldProblem,
    Invalid,
    Problem,
    field_problems,
    path_of,
    problem_document,
)


class Line(BaseModel):
    quantity: Decimal = Field(gt=0, max_digits=6)


class Order(BaseModel):
    name: str = Field(min_length=1, max_length=5)
    status: Literal["open", "closed"] = "open"
    day: date | None = None
    lines: list[Line] = Field(default_factory=list[Line])

    @field_validator("name")
    @classmethod
    def _not_x(cls, name: str) -> str:
        if name == "x":
            raise Invalid("reserved-name", _("Not allowed"))
        return name


def found(**values: Any) -> list[tuple[str, str]]:
    try:
        Order.model_validate(values)
    except ValidationError as error:
        return [(problem.path, problem.code) for problem in field_problems(error.errors())]
    return []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ("name", "required")),
        ({"name": ""}, ("name", "too-short")),
        ({"name": "too long"}, ("name", "too-long")),
        ({"name": "x"}, ("name", "reserved-name")),
        ({"name": 5}, ("name", "not-a-text")),
        ({"name": "a", "status": "lost"}, ("status", "not-a-choice")),
        ({"name": "a", "day": "soon"}, ("day", "not-a-date")),
        ({"name": "a", "lines": [{"quantity": "1"}, {}]}, ("lines[1].quantity", "required")),
        ({"name": "a", "lines": [{"quantity": "-1"}]}, ("lines[0].quantity", "too-small")),
        ({"name": "a", "lines": [{"quantity": "many"}]}, ("lines[0].quantity", "not-a-number")),
        ({"name": "a", "lines": [{"quantity": "NaN"}]}, ("lines[0].quantity", "not-a-number")),
        ({"name": "a", "lines": [{"quantity": "1234567"}]}, ("lines[0].quantity", "too-long")),
    ],
)
def test_each_broken_rule_has_a_path_and_a_code(
    values: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert found(**values) == [expected]


def test_a_path_leaves_out_where_in_the_request_it_was() -> None:
    assert path_of(("body", "rows", 3, "unit")) == "rows[3].unit"
    assert path_of(("query", "limit")) == "limit"
    assert path_of(("body",)) == "body"


def test_the_document_follows_rfc_9457_in_the_reader_s_language() -> None:
    error = FieldProblem("amount", "required", _("This field is required."), {"row": 7})
    problem = Problem(422, "invalid-input", _("Not found"), errors=[error])
    document = problem_document(problem, load_catalogs("tierzero").translator("zh-CN"), "f" * 32)
    assert document == {
        "type": "/problems/invalid-input",
        "title": "部分内容需要修改",
        "status": 422,
        "detail": "未找到",
        "code": "invalid-input",
        "trace_id": "f" * 32,
        "errors": [{"row": 7, "path": "amount", "code": "required", "message": "此项必填。"}],
    }
