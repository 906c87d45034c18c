"""Names and figures of a sheet are stored apart and read as one."""

from typing import Any

import numpy as np

from footprint.networks.rollups.messages import messages_of
from footprint.networks.rollups.pages import figures_of, names_of, page_messages, sheets_of
from footprint.networks.rollups.rolling import stated
from footprint.rollups.repository import whole_pages
from tests.unit.footprint.test_encoding import sheet_of

Documents = dict[str, Any]


def written(sheet: Any, places: Any, names: Documents, figures: Documents) -> None:
    """Store what a change of the places writes."""
    change = stated(sheet, places)
    names |= {one["_id"]: one for one in names_of("plant", change)}
    figures |= {one["_id"]: one for one in figures_of("plant", change)}


def test_a_sheet_is_read_as_it_was() -> None:
    sheet, names, figures = sheet_of(1_100), Documents(), Documents()
    written(sheet, np.arange(1_100), names, figures)
    assert len(names) == len(figures) == 3
    pages = whole_pages(names.values(), figures.values())
    (again,) = sheets_of(pages).values()
    assert list(messages_of(again)) == list(messages_of(sheet))
    assert again.on_roster == 1_100
    assert [one for page in pages for one in page_messages(page)] == list(messages_of(sheet))


def test_moved_figures_write_no_names() -> None:
    sheet, names, figures = sheet_of(600), Documents(), Documents()
    written(sheet, np.arange(600), names, figures)
    names.clear()
    written(sheet, np.array([3, 599]), names, figures)
    assert not names
    assert len(figures) == 2


def test_figures_read_later_than_names_show_what_is_named() -> None:
    sheet, names, figures = sheet_of(3), Documents(), Documents()
    written(sheet, np.arange(3), names, figures)
    older = dict(names)
    larger = sheet_of(5)
    written(larger, np.arange(5), names, figures)
    (page,) = whole_pages(older.values(), figures.values())
    assert [one.product_id for one in page_messages(page)] == ["p0", "p1", "p2"]


def test_a_sheet_from_before_rosters_is_named_anew() -> None:
    sheet, names, figures = sheet_of(3), Documents(), Documents()
    written(sheet, np.arange(3), names, figures)
    (page,) = whole_pages(names.values(), figures.values())
    del page["is_on_roster"]
    (again,) = sheets_of([page]).values()
    assert again.on_roster == 0
    assert list(messages_of(again)) == list(messages_of(sheet))
