"""The parts of a bill from a file: by API with dry run, and on the page."""

import csv
import html
import io
import re
from typing import Any

import httpx
import openpyxl
import pytest

from tierzero.topics import BILLS_OF_MATERIALS

from .documents import Json, add_product
from .portal_process import PortalProcess


def path(product: Json) -> str:
    return f"/api/v1/products/{product['id']}/bill-of-materials"


def file_of(*rows: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def send(client: httpx.Client, product: Json, content: bytes, **query: str) -> httpx.Response:
    files = {"file": ("parts.csv", content)}
    return client.post(f"{path(product)}/parts", params=query, files=files)


def row(number: str, quantity: str = "2", unit: str = "kg", **more: str) -> dict[str, str]:
    return {"part_number": number, "quantity": quantity, "unit": unit, **more}


STEEL = {"classification": "urn:cpc:41211", "quantity": "1,000.5", "unit": "公斤"}


def test_a_file_states_the_parts_and_a_dry_run_only_tells_so(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack, wire, tube = (add_product(client) for _ in range(3))
    first = file_of(row(wire["number"]), row(tube["number"]), STEEL)
    lacking = send(client, pack, first)
    assert lacking.json()["errors"][0]["path"] == "own_emissions"
    tried = send(client, pack, first, dry_run="true", own_emissions="3.5").json()
    assert (tried["parts"], tried["added"], tried["version"]) == (3, 3, None)
    assert client.get(path(pack)).status_code == 404
    assert send(client, pack, first, own_emissions="3.5").json()["version"] == 1
    second = file_of(row(wire["number"], "2.5"), STEEL)
    outcome = send(client, pack, second).json()
    assert (outcome["added"], outcome["changed"], outcome["gone"]) == (0, 1, 1)
    stored = client.get(path(pack)).json()
    assert (stored["version"], stored["own_emissions"]) == (2, "3.5")
    assert [(one["product_id"], one["quantity"]) for one in stored["parts"]] == [
        (wire["id"], "2.5"),
        ("", "1000.5"),
    ]
    assert send(client, pack, second).json()["version"] == 2
    told = [one for one in portal.outbox(BILLS_OF_MATERIALS) if one.fact.id == pack["id"]]
    assert [len(one.parts) for one in told] == [3, 2]


def test_each_bad_cell_is_named_with_row_column_and_reason(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack, wire = add_product(client), add_product(client)
    content = file_of(
        row(wire["number"], "0"),
        row(wire["number"], unit="bushel", supplier_id="mill"),
        row(wire["number"], unit="piece"),
        row("no such number"),
        row("", classification="urn:gtin:1"),
        row(""),
        row(wire["number"]),
        row(pack["number"]),
    )
    refused = send(client, pack, content, own_emissions="1", dry_run="true")
    assert refused.status_code == 422
    found = {(one["row"], one["path"], one["code"]) for one in refused.json()["errors"]}
    assert found == {
        (2, "rows[2].quantity", "too-small"),
        (3, "rows[3].supplier_id", "part-named-twice"),
        (4, "rows[4].unit", "unit-not-convertible"),
        (5, "rows[5].part_number", "unknown-product"),
        (6, "rows[6].classification", "invalid-urn"),
        (7, "rows[7].product_id", "part-unnamed"),
        (8, "rows[8].part_number", "part-twice"),
        (9, "rows[9].part_number", "part-of-itself"),
    }
    # The first row is at fault by itself, so that the part's place in the bill is not its row.
    twice = file_of(row(wire["number"], "0"), row(wire["number"]), STEEL, row(wire["number"]))
    [_zero, repeated] = send(client, pack, twice, own_emissions="1").json()["errors"]
    assert repeated["message"] == "Row 3 states this part already; add the quantities."
    bad = send(client, pack, file_of(row(wire["number"])), own_emissions="many")
    assert [one["path"] for one in bad.json()["errors"]] == ["own_emissions"]
    empty = send(client, pack, b"part_number,quantity,unit\n", own_emissions="1")
    assert empty.json()["code"] == "no-rows"


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_template_comes_back_as_a_bill(portal: PortalProcess, language: str) -> None:
    client = portal.program("mill", language)
    pack, wire = add_product(client), add_product(client)
    template = client.get(f"{path(pack)}/parts/template?kind=xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(template))
    sheet: Any = book.worksheets[0]
    sheet.append([wire["number"], None, None, None, 2.5, "kg", "note"])
    out = io.BytesIO()
    book.save(out)
    files = {"file": ("parts.xlsx", out.getvalue())}
    answer = client.post(f"{path(pack)}/parts?own_emissions=1", files=files)
    assert answer.json()["parts"] == 1, answer.text
    [part] = client.get(path(pack)).json()["parts"]
    assert (part["product_id"], part["quantity"], part["description"]) == (
        wire["id"],
        "2.5",
        "note",
    )


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_file_is_checked_mended_and_saved_on_its_page(
    portal: PortalProcess, language: str
) -> None:
    client, browser = portal.program("mill"), portal.browser("mill")
    browser.cookies.set("tierzero_language", language)
    pack, wire = add_product(client), add_product(client)
    page = f"/products/{pack['id']}/bill-of-materials/upload"
    assert browser.get(page).status_code == 200
    form = {"output_amount": "10", "own_emissions": "2.5"}

    def sent(content: bytes) -> httpx.Response:
        return browser.post(page, data=form, files={"file": ("parts.csv", content)})

    wrong = sent(file_of(row(wire["number"], "two"))).text
    assert 'data-code="not-a-number"' in wrong
    assert 'name="content"' not in wrong
    nonsense = browser.post(page, data=form, files={"file": ("parts.csv", b"a,b\n1,2\n")})
    assert nonsense.status_code == 422
    assert 'id="field-file-error"' in nonsense.text
    good = sent(file_of(row(wire["number"], description='线 "a" <b>'))).text
    [content] = re.findall(r'name="content" value="([^"]*)"', good)
    stored = browser.post(f"{page}/store", files={"content": (None, html.unescape(content))})
    assert stored.status_code == 303, stored.text
    bill = client.get(path(pack)).json()
    assert (bill["output_amount"], bill["parts"][0]["description"]) == ("10", '线 "a" <b>')
    assert 'value="2.5"' in browser.get(page).text
    broken = browser.post(f"{page}/store", files={"content": (None, "{")})
    assert broken.status_code == 422


def test_a_full_file_of_two_thousand_parts_is_taken_and_one_more_is_not(
    portal: PortalProcess,
) -> None:
    client, browser = portal.program("mill"), portal.browser("mill")
    pack = add_product(client)
    rows = [
        {"supplier_id": "smelter", "product_id": f"part-{n}", "quantity": "1", "unit": "kg"}
        for n in range(2_001)
    ]
    refused = send(client, pack, file_of(*rows), own_emissions="1")
    assert refused.status_code in (413, 422), refused.text
    taken = send(client, pack, file_of(*rows[:2_000]), own_emissions="1")
    assert taken.json()["parts"] == 2_000
    assert browser.get(f"/products/{pack['id']}").text.count("part-") >= 2_000
    editor = browser.get(f"/products/{pack['id']}/bill-of-materials").text
    assert "more than the page edits" in editor
    assert "data-row" not in editor
