"""What browsers post becomes what models want."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel
from starlette.datastructures import FormData

from tierzero.web.form_values import nested, posted_values
from tierzero.web.pagination import paginate


class Model(BaseModel):
    name: str = ""
    tags: list[str] = []


def test_names_with_dots_and_brackets_are_nested() -> None:
    flat = {"a": "1", "b.c": "2", "rows[0].x": "3", "rows[1].x": "4", "rows[1].y": "5"}
    assert nested(flat) == {
        "a": "1",
        "b": {"c": "2"},
        "rows": [{"x": "3"}, {"x": "4", "y": "5"}],
    }


def test_empty_fields_count_as_not_given_and_empty_rows_close_up() -> None:
    form = FormData([("name", " "), ("rows[0].x", ""), ("rows[3].x", " 7 "), ("rows[9].x", "8")])
    assert posted_values(form, Model) == {"rows[0].x": "7", "rows[1].x": "8"}


def test_a_list_keeps_all_its_values() -> None:
    form = FormData([("tags", "a"), ("tags", "b"), ("name", "first"), ("name", "last")])
    assert posted_values(form, Model) == {"tags": ["a", "b"], "name": "last"}


NAMES = st.text(alphabet="ab.[]0129", max_size=8)


@given(st.dictionaries(NAMES, st.text(max_size=3), max_size=6))
def test_no_field_names_can_break_a_form(flat: dict[str, str]) -> None:
    assert isinstance(nested(flat), dict)
    assert isinstance(posted_values(FormData(list(flat.items())), Model), dict)


@given(st.integers(0, 5000), st.integers(-5, 300), st.integers(1, 100))
def test_a_page_never_lies_outside_the_list(total: int, number: int, size: int) -> None:
    pages = paginate(total, number, size)
    assert 1 <= pages.number <= pages.pages
    assert pages.offset <= total
    assert pages.last - pages.first < size
    assert pages.window == sorted(set(pages.window) - {0}) or 0 in pages.window


def test_page_numbers_show_the_ends_and_the_neighbours() -> None:
    assert paginate(1000, 10, 50).window == [1, 0, 9, 10, 11, 0, 20]
    assert paginate(0, "nonsense", 50).window == [1]
