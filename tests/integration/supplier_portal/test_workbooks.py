"""Workbooks as people send them: hidden and wrong sheets, merged cells, formulas; the template."""

import io
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from .documents import HEADINGS, add_product, csv_file, row, unique, upload
from .portal_process import PortalProcess

Sheets = dict[str, tuple[str, list[list[Any]]]]


def workbook(sheets: Sheets, merged: str = "") -> bytes:
    """A workbook of named sheets, each with its state and its rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (state, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for cells in rows:
            sheet.append(cells)
        if merged:
            sheet.merge_cells(merged)
    book.active = next(place for place, one in enumerate(sheets.values()) if one[0] == "visible")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def table(*numbers: str, **changes: str) -> list[list[Any]]:
    """Headings, and a row for each product number."""
    rows = [row(number, **changes) for number in numbers]
    return [list(HEADINGS), *([one[name] for name in HEADINGS] for one in rows)]


def test_the_visible_sheet_is_read_and_a_hidden_one_is_not(portal: PortalProcess) -> None:
    client = portal.program("mill")
    seen, unseen = unique("S"), unique("U")
    sheets: Sheets = {"old": ("hidden", table(unseen)), "Data": ("visible", table(seen))}
    report = upload(client, workbook(sheets)).json()
    assert (report["rows"], report["created"]) == (1, 1)
    assert client.get("/api/v1/products", params={"q": unseen}).json()["data"] == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "move it to the front"), ("zh-CN", "移到最前面")]
)
def test_a_wrong_sheet_is_named_in_the_reader_s_language(
    portal: PortalProcess, language: str, words: str
) -> None:
    number = unique("W")
    sheets: Sheets = {
        "说明": ("visible", [["Please read the next sheet"]]),
        "Data": ("visible", table(number)),
    }
    refused = upload(portal.program("mill", language), workbook(sheets))
    assert (refused.status_code, refused.json()["code"]) == (422, "wrong-headings")
    first = refused.json()["errors"][0]
    assert first["code"] == "other-sheets"
    assert all(part in first["message"] for part in ("说明", "Data", words))
    page = portal.browser("mill").post(
        "/upload",
        files={"file": ("a.xlsx", workbook(sheets))},
        headers={"accept-language": language},
    )
    assert page.status_code == 422
    assert words in page.text


@pytest.mark.parametrize(("language", "words"), [("en", "Unmerge them"), ("zh-CN", "取消合并")])
def test_merged_cells_are_refused_with_their_places(
    portal: PortalProcess, language: str, words: str
) -> None:
    numbers = [unique("M") for _ in range(3)]
    client = portal.program("mill", language)
    content = workbook({"Data": ("visible", table(*numbers))}, merged="A2:A3")
    refused = upload(client, content)
    assert (refused.status_code, refused.json()["code"]) == (422, "merged-cells")
    assert "A2:A3" in refused.json()["detail"]
    assert words in refused.json()["detail"]
    assert client.get("/api/v1/products", params={"q": numbers[0]}).json()["data"] == []


@pytest.mark.parametrize(("language", "words"), [("en", "formula"), ("zh-CN", "公式")])
def test_a_formula_is_no_number_and_as_a_name_only_text(
    portal: PortalProcess, language: str, words: str
) -> None:
    client = portal.program("mill", language)
    number = unique("F")
    value = {"pcf_excluding_biogenic_uptake": "=SUM(2,0.5)"}
    refused = upload(client, workbook({"Data": ("visible", table(number, **value))}))
    [error] = refused.json()["errors"]
    assert (error["row"], error["code"], error["value"]) == (2, "formula", "=SUM(2,0.5)")
    assert words in error["message"]
    name = {"product_name": '=HYPERLINK("https://x.example","Coil")'}
    stored = upload(client, workbook({"Data": ("visible", table(number, **name))})).json()
    assert stored["created"] == 1
    [made] = client.get("/api/v1/products", params={"q": number}).json()["data"]
    assert made["name"] == name["product_name"], "shown as it was written, and never run"


@pytest.mark.parametrize("way", ["api", "page"])
def test_the_template_offers_the_supplier_s_own_product_numbers(
    portal: PortalProcess, way: str
) -> None:
    mine = add_product(portal.program("mill"))["number"]
    others = add_product(portal.program("foundry"))["number"]
    if way == "api":
        path = "/api/v1/footprints/bulk/template?kind=xlsx"
        answer = portal.program("mill").get(path)
    else:
        answer = portal.browser("mill").get("/upload/template.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    headings = [cell.value for cell in book.worksheets[0][1]]
    place = next(n for n, one in enumerate(headings, start=1) if "number" in str(one).lower())
    offered = [cells[place - 1] for cells in book["lists"].iter_rows(values_only=True)]
    assert mine in offered
    assert others not in offered
    first = book.worksheets[0].cell(2, place).coordinate
    rules = book.worksheets[0].data_validations.dataValidation
    [rule] = [one for one in rules if first in one.sqref]
    assert not rule.showErrorMessage, "a number that is not known yet becomes a new product"


def test_a_file_sent_again_says_when_it_was_uploaded_before(portal: PortalProcess) -> None:
    client, browser = portal.program("mill"), portal.browser("mill")
    content = csv_file(row(unique("A")))
    first = upload(client, content).json()["batch_id"]
    again = upload(client, content).json()["batch_id"]
    other = upload(client, csv_file(row(unique("B")))).json()["batch_id"]
    batches = "/api/v1/footprints/bulk/batches"
    held = {one: client.get(f"{batches}/{one}").json() for one in (first, again, other)}
    assert held[first]["uploaded_before"] is None
    assert held[again]["uploaded_before"] == {"id": first, "at": held[first]["started_at"]}
    assert held[other]["uploaded_before"] is None
    assert held[first]["digest"] == held[again]["digest"] != held[other]["digest"]
    page = browser.get(f"/upload/batches/{again}", headers={"accept-language": "en"}).text
    assert "uploaded before" in page
    assert f'href="/upload/batches/{first}"' in page
    chinese = browser.get(f"/upload/batches/{again}", headers={"accept-language": "zh-CN"}).text
    assert "此前已上传" in chinese
    assert "uploaded before" not in browser.get(f"/upload/batches/{first}").text
    foundry = upload(portal.program("foundry"), content).json()["batch_id"]
    seen = portal.program("foundry").get(f"{batches}/{foundry}").json()
    assert seen["uploaded_before"] is None, "what others have uploaded is not told"
