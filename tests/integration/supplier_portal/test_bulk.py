"""Whole files of products and footprints."""

import io
import json

from openpyxl import Workbook, load_workbook

from supplier_portal.bulk.checking import CHUNK_ROWS
from tierzero.topics import FOOTPRINTS, PRODUCTS

from .documents import HEADINGS, csv_file, row, unique, upload
from .portal_process import PortalProcess


def test_a_dry_run_names_row_column_code_and_reason_of_each_bad_cell(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    good, bad, worse = unique("G"), unique("B"), unique("W")
    content = csv_file(
        row(good),
        row(bad, declared_unit_of_measurement="bushel"),
        row(worse, "-x", reference_period_end="2024-12-31"),
    )
    report = upload(client, content, dry_run="true").json()
    assert (report["rows"], report["valid"], report["invalid"]) == (3, 1, 2)
    found = {(one["row"], one["column"], one["code"]) for one in report["errors"]}
    assert found == {
        (3, "Declared unit", "not-a-choice"),
        (4, "Footprint without biogenic uptake", "not-a-number"),
        (4, "Reference period: last day", "period-ends-before-start"),
    }
    assert all(one["message"] for one in report["errors"])
    assert (report["batch_id"], report["created"]) == (None, 1)
    assert client.get("/api/v1/products", params={"q": good}).json()["data"] == []


def test_one_bad_row_keeps_the_whole_file_out(portal: PortalProcess) -> None:
    client = portal.program("mill")
    good = unique("G")
    refused = upload(client, csv_file(row(good), row(unique("B"), "")))
    assert refused.status_code == 422
    assert refused.json()["code"] == "invalid-rows"
    [error] = refused.json()["errors"]
    assert (error["row"], error["code"]) == (3, "required")
    assert client.get("/api/v1/products", params={"q": good}).json()["data"] == []


def test_valid_rows_alone_are_stored_where_that_is_asked_for(portal: PortalProcess) -> None:
    client = portal.program("mill")
    good = unique("G")
    content = csv_file(row(good), row(unique("B"), ""))
    report = upload(client, content, accept_valid_rows="true").json()
    assert (report["created"], report["invalid"]) == (1, 1)
    assert len(client.get("/api/v1/products", params={"q": good}).json()["data"]) == 1


def test_uploading_again_changes_nothing_and_a_changed_row_supersedes(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    numbers = [unique("R") for _ in range(3)]
    original = csv_file(*(row(number) for number in numbers))
    first = upload(client, original).json()
    assert (first["created"], first["products"]["created"]) == (3, 3)
    before = len(portal.outbox(FOOTPRINTS)), len(portal.outbox(PRODUCTS))
    again = upload(client, original).json()
    assert (again["created"], again["unchanged"]) == (0, 3)
    assert (len(portal.outbox(FOOTPRINTS)), len(portal.outbox(PRODUCTS))) == before
    changed = csv_file(row(numbers[0], "2.4"), row(numbers[1]), row(numbers[2]))
    second = upload(client, changed).json()
    assert (second["superseding"], second["unchanged"]) == (1, 2)
    back = upload(client, original).json()
    assert (back["superseding"], back["unchanged"]) == (1, 2)
    [made] = client.get("/api/v1/products", params={"q": numbers[0]}).json()["data"]
    query = {"product_id": made["id"]}
    history = client.get("/api/v1/footprints", params=query).json()["data"]
    states = [
        (one["footprint"]["pcf"]["pcfExcludingBiogenicUptake"], one["footprint"]["status"])
        for one in history
    ]
    assert states == [("2.5", "Active"), ("2.4", "Deprecated"), ("2.5", "Deprecated")]
    assert len({one["footprint"]["id"] for one in history}) == 3


def test_every_digit_arrives(portal: PortalProcess) -> None:
    client = portal.program("mill")
    number = unique("D")
    upload(client, csv_file(row(number, "0.000123456789012345678901")))
    [made] = client.get("/api/v1/products", params={"q": number}).json()["data"]
    [fact] = [one for one in portal.outbox(FOOTPRINTS) if one.product_id == made["id"]]
    assert fact.pcf.pcf_excluding_biogenic_uptake == "0.000123456789012345678901"
    assert fact.pcf.reference_period_end.ToDatetime().isoformat() == "2026-01-01T00:00:00"


def test_a_product_and_period_may_stand_in_a_file_once(portal: PortalProcess) -> None:
    number = unique("T")
    content = csv_file(row(number), row(number, "3"))
    refused = upload(portal.program("mill"), content)
    [error] = refused.json()["errors"]
    assert (error["row"], error["code"]) == (3, "duplicate-row")


def test_the_template_filled_in_with_excel_is_taken(portal: PortalProcess) -> None:
    client = portal.program("mill", language="zh-CN")
    path = "/api/v1/footprints/bulk/template"
    book = load_workbook(io.BytesIO(client.get(path, params={"kind": "xlsx"}).content))
    sheet = book.worksheets[0]
    filled = Workbook()
    target = filled.active
    assert target is not None
    target.append([cell.value for cell in sheet[1]])
    target.append([cell.value for cell in sheet[2]])
    english = {name: place for place, name in enumerate(_names(client))}
    cells: list[object] = [None] * len(english)
    number = unique("X")
    for name, value in row(number).items():
        cells[english[name]] = value
    target.append(cells)
    file = io.BytesIO()
    filled.save(file)
    report = upload(client, file.getvalue()).json()
    # The example row of the template is not taken for a product.
    assert (report["rows"], report["created"]) == (1, 1)


def _names(client: object) -> list[str]:
    from supplier_portal.bulk.columns import columns_of
    from tierzero.i18n import load_catalogs

    return [column.name for column in columns_of(load_catalogs("tierzero", "supplier_portal"))]


def test_progress_is_told_line_by_line(portal: PortalProcess) -> None:
    client = portal.program("mill")
    client.headers["accept"] = "application/x-ndjson"
    lines = [json.loads(line) for line in upload(client, csv_file(row(unique("L")))).iter_lines()]
    assert [line["stage"] for line in lines] == ["checking", "storing", "done"]
    assert lines[-1]["result"]["created"] == 1


def test_what_is_no_table_is_refused(portal: PortalProcess) -> None:
    client = portal.program("mill")
    for content, code in (
        (b"", "empty-file"),
        (b"\xd0\xcf\x11\xe0 old excel", "old-workbook"),
        (b"a,b\n1,2\n", "wrong-headings"),
        (csv_file(row("x"))[: len(",".join(HEADINGS)) + 2], "no-rows"),
    ):
        refused = upload(client, content)
        assert (refused.status_code, refused.json()["code"]) == (422, code)


def test_the_error_file_holds_the_rows_at_fault_and_why(portal: PortalProcess) -> None:
    client = portal.program("mill")
    content = csv_file(row(unique("G")), row("=cmd()", "x"))
    answer = client.post(
        "/api/v1/footprints/bulk/errors",
        params={"kind": "csv"},
        files={"file": ("a.csv", content)},
    )
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Enter a number." in lines[1]
    # What a spreadsheet would run as a formula is guarded.
    assert ",=cmd" not in lines[1]


def test_an_importer_uploads_for_a_supplier_and_a_supplier_only_for_itself(
    portal: PortalProcess,
) -> None:
    content = csv_file(row(unique("I")))
    assert upload(portal.program("mill"), content, supplier_id="foundry").status_code == 403
    report = upload(portal.program("operator"), content, supplier_id="foundry").json()
    assert report["created"] == 1
    batch = portal.program("foundry").get(f"/api/v1/footprints/bulk/batches/{report['batch_id']}")
    assert batch.json()["recorded_by"] == "operator-program"
    assert batch.json()["stored_rows"] == 1


def test_a_product_may_be_described_by_a_row_far_below(fresh_portal: PortalProcess) -> None:
    client = fresh_portal.program("mill")
    first, others = unique("FAR"), unique("N")
    early = {"reference_period_start": "2023-01-01", "reference_period_end": "2023-12-31"}
    rows = [row(first, product_name="As it was called", **early)]
    rows += [row(f"{others}-{place}") for place in range(CHUNK_ROWS)]
    rows += [row(first, product_name="As it is called")]
    report = upload(client, csv_file(*rows)).json()
    assert (report["created"], report["products"]["created"]) == (len(rows), CHUNK_ROWS + 1)
    [product] = client.get("/api/v1/products", params={"q": first}).json()["data"]
    assert product["name"] == "As it is called"
    assert upload(client, csv_file(*rows)).json()["unchanged"] == len(rows)


def test_a_value_that_ended_may_come_back_again_and_again(portal: PortalProcess) -> None:
    client = portal.program("mill")
    number = unique("BACK")
    issued: list[str] = []
    for _ in range(3):
        assert upload(client, csv_file(row(number))).json()["created"] == 1
        [product] = client.get("/api/v1/products", params={"q": number}).json()["data"]
        asked = {"product_id": product["id"], "status": "Active"}
        [held] = client.get("/api/v1/footprints", params=asked).json()["data"]
        issued.append(held["footprint"]["id"])
        ended = client.post(f"/api/v1/footprints/{issued[-1]}/deprecate")
        assert ended.status_code == 200, ended.text
    assert len(set(issued)) == 3
