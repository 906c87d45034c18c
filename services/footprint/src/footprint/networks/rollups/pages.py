"""Sheets as documents: a page of products each, columns as they lie in memory."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from bson import Binary

from carbon.rollup import columns
from carbon.scope3.notes import Note
from footprint.networks.rollups.messages import messages_of
from footprint.networks.rollups.recipes import Finding
from footprint.networks.rollups.rolling import YearChange
from footprint.networks.rollups.sheet import PRODUCTS_PER_PAGE, WIDTH, Sheet, append
from tierzero.footprint.v1.roll_up_pb2 import RollUp
from tierzero.store import Document

_ROW, _MARKS = np.dtype("<f8"), np.dtype("<i8")


def names_of(network_id: str, change: YearChange) -> Iterator[Document]:
    """The names on the pages to which products came."""
    sheet = change.sheet
    last = -(-change.on_roster // PRODUCTS_PER_PAGE)
    for page in range(change.first_new // PRODUCTS_PER_PAGE, last):
        start = page * PRODUCTS_PER_PAGE
        names = sheet.product_ids[start : min(start + PRODUCTS_PER_PAGE, change.on_roster)]
        if start + len(names) > change.first_new:
            yield {
                **_place(network_id, sheet.year, page),
                "product_id": names,
                "is_on_roster": True,
            }


def figures_of(network_id: str, change: YearChange) -> Iterator[Document]:
    """The figures on the pages that changed."""
    for page in np.unique(change.places // PRODUCTS_PER_PAGE).tolist():
        yield _figures(network_id, change.sheet, page)


def _place(network_id: str, year: int, page: int) -> Document:
    return {"_id": f"{network_id}|{year:04}|{page:06}", "year": year, "page": page}


def _figures(network_id: str, sheet: Sheet, page: int) -> Document:
    start = page * PRODUCTS_PER_PAGE
    end = min(start + PRODUCTS_PER_PAGE, len(sheet.product_ids))
    found = {place: sheet.findings[place] for place in range(start, end) if place in sheet.findings}
    return {
        **_place(network_id, sheet.year, page),
        "revision": sheet.revision,
        "rows": Binary(sheet.rows[start:end].astype(_ROW).tobytes()),
        "marks": Binary(sheet.marks[start:end].astype(_MARKS).tobytes()),
        "findings": [
            {"place": place, "code": finding.code.value, "product_ids": list(finding.product_ids)}
            for place, finding in found.items()
        ],
    }


def sheets_of(documents: Iterable[Mapping[str, Any]]) -> dict[int, Sheet]:
    """Sheets by year, from their pages in order; not yet looked at as a whole."""
    sheets: dict[int, Sheet] = {}
    for document in documents:
        sheet = sheets.setdefault(document["year"], Sheet(document["year"]))
        _append(sheet, document)
    return sheets


def page_messages(document: Mapping[str, Any]) -> Iterator[RollUp]:
    """What one page shows, in the order of places."""
    start = document["page"] * PRODUCTS_PER_PAGE
    sheet = Sheet(document["year"])
    _append(sheet, document, start)
    yield from messages_of(sheet)


def _append(sheet: Sheet, document: Mapping[str, Any], start: int = 0) -> None:
    rows = np.frombuffer(bytes(document["rows"]), _ROW).reshape(-1, columns.WIDTH)
    marks = np.frombuffer(bytes(document["marks"]), _MARKS).reshape(-1, WIDTH)
    # Products of sheets from before there were rosters still have to be named.
    is_on_roster = document.get("is_on_roster") and sheet.on_roster == len(sheet.product_ids)
    # Figures may have been read later than names, when there were more of them.
    names = document["product_id"]
    append(sheet, names, rows[: len(names)], marks[: len(names)])
    if is_on_roster:
        sheet.on_roster = len(sheet.product_ids)
    sheet.revision = max(sheet.revision, document["revision"])
    for one in document["findings"]:
        sheet.findings[one["place"] - start] = Finding(Note(one["code"]), tuple(one["product_ids"]))
