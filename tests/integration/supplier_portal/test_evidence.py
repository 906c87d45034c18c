"""Evidence: what is taken in, who gets it back, and what stays."""

import hashlib
from typing import Any

import httpx
import pytest

from . import files
from .calculating import begin
from .documents import add_product, footprint
from .portal_process import PortalProcess

PATH = "/api/v1/evidence"
Json = dict[str, Any]


def issued(portal: PortalProcess, owner: str = "mill", **product: Any) -> str:
    """Id of a footprint of a product of its own."""
    client = portal.program(owner)
    document = footprint(add_product(client, **product))
    assert client.post("/api/v1/footprints", json=document).status_code == 201
    return document["id"]


def attach(
    client: httpx.Client, subject: str, content: bytes, name: str = "report.pdf", **options: Any
) -> httpx.Response:
    """Attach a file to a footprint, or to what the options name."""
    query = {"kind": "footprint", "subject_id": subject, **options}
    return client.post(PATH, params=query, files={"file": (name, content)})


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_as"),
    [
        (files.PDF, "report.exe", "application/pdf", "report.exe.pdf"),
        (files.png(), "scan.PNG", "image/png", "scan.PNG"),
        (files.JPEG, "../../etc/seal.jpeg", "image/jpeg", "seal.jpeg"),
        (files.xlsx(), "抄表.xlsx", "spreadsheetml.sheet", "抄表.xlsx"),
        (files.docx(), "letter.pdf", "wordprocessingml.document", "letter.pdf.docx"),
        (files.CSV, "meters.csv", "text/csv", "meters.csv"),
    ],
)
def test_kinds_are_told_by_content_and_come_back_byte_for_byte(
    portal: PortalProcess, content: bytes, name: str, media_type: str, kept_as: str
) -> None:
    client = portal.program("mill")
    made = attach(client, issued(portal), content, name)
    assert made.status_code == 201, made.text
    told = made.json()
    assert told["media_type"].endswith(media_type)
    assert told["filename"] == kept_as
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    answer = client.get(f"{PATH}/{told['id']}/content")
    assert answer.content == content
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (files.HTML, 415, "unknown-kind-of-file"),
        (files.SVG, 415, "unknown-kind-of-file"),
        (b"MZ\x90\x00, program", 415, "unknown-kind-of-file"),
        (b"", 422, "invalid-input"),
        (files.office("other/thing.xml"), 415, "unknown-kind-of-file"),
        (files.office("xl/workbook.xml", xl__vbaProject_bin=b"x"), 201, ""),
        (files.office("xl/workbook.xml", **{"xl__vbaProject.bin": b"x"}), 422, "file-with-macros"),
        (files.xlsx()[:-30], 422, "damaged-file"),
        (files.bomb(), 422, "file-unpacks-too-large"),
        (files.crowd(), 422, "file-unpacks-too-large"),
        (files.PDF + bytes(20 * 1024 * 1024), 413, "file-too-large"),
        (files.PDF + bytes(24 * 1024 * 1024), 413, "content-too-large"),
    ],
)
def test_traps_are_refused_and_leave_nothing(
    portal: PortalProcess, content: bytes, status: int, code: str
) -> None:
    client, subject = portal.program("mill"), issued(portal)
    answer = attach(client, subject, content, "report.pdf")
    assert (answer.status_code, answer.json().get("code", "")) == (status, code)
    if status != 201:
        assert listed(client, subject) == []


def listed(client: httpx.Client, subject: str, **options: str) -> list[Json]:
    """What the caller is told of a footprint's evidence."""
    query = {"kind": "footprint", "subject_id": subject, **options}
    return client.get(PATH, params=query).json()["data"]


def test_a_large_file_comes_back_in_pieces(portal: PortalProcess) -> None:
    client, content = portal.program("mill"), files.PDF + bytes(range(256)) * (4096 * 5)
    told = attach(client, issued(portal), content).json()
    answer = client.get(f"{PATH}/{told['id']}/content")
    assert hashlib.sha256(answer.content).hexdigest() == told["sha256"]
    assert len(answer.content) == told["size"] > 5 * 1024 * 1024


def test_the_same_file_is_attached_once_and_kept_once(portal: PortalProcess) -> None:
    client = portal.program("mill")
    content = files.PDF + b"kept once"
    subject, other = issued(portal), issued(portal)
    first = attach(client, subject, content)
    again = attach(client, subject, content, "other-name.pdf")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    assert attach(client, other, content).json()["id"] != first.json()["id"]
    digest = first.json()["sha256"]
    assert portal.count("evidence_pieces", {"digest": digest}) == 1


def test_nobody_attaches_to_what_is_not_theirs(portal: PortalProcess) -> None:
    subject = issued(portal)
    assert attach(portal.program("foundry"), subject, files.PDF).status_code == 404
    assert attach(portal.program("factory"), subject, files.PDF).status_code == 404
    assert attach(portal.program("assurer"), subject, files.PDF).status_code == 404


def test_own_emissions_can_have_evidence_too(portal: PortalProcess) -> None:
    client = portal.program("mill")
    stated = {"scope_1": "1", "scope_2": "2", "revenue": "3", "currency": "CNY", "gwp_set": "AR6"}
    year = {**stated, "covered_share": "0.8"}
    assert client.put("/api/v1/own-emissions/2023", json=year).status_code == 200
    made = attach(client, "2023", files.CSV, "power.csv", kind="own_emissions")
    assert made.status_code == 201, made.text
    assert "power.csv" in portal.browser("mill").get("/own-emissions/2023").text
    gone = attach(client, "1999", files.CSV, "power.csv", kind="own_emissions")
    assert gone.status_code == 404


def test_customers_get_what_is_shared_and_may_see_its_footprint(portal: PortalProcess) -> None:
    client, subject = portal.program("mill"), issued(portal)
    hidden = issued(portal, sharing="nobody")
    kept = attach(client, subject, files.PDF + b"1").json()["id"]
    shared = attach(client, subject, files.PDF + b"2", shared=True).json()["id"]
    unseen = attach(client, hidden, files.PDF + b"3", shared=True).json()["id"]
    factory, stranger = portal.program("factory"), portal.program("foundry")
    assert factory.get(f"{PATH}/{shared}/content").status_code == 200
    assert [one["id"] for one in listed(factory, subject, owner="mill")] == [shared]
    for reader, file in ((factory, kept), (factory, unseen), (stranger, shared)):
        assert reader.get(f"{PATH}/{file}/content").status_code == 404
        assert reader.get(f"{PATH}/{file}").status_code == 404
    assert listed(stranger, subject, owner="mill") == []
    assert listed(portal.program("assurer"), subject, owner="mill") == []
    page = portal.browser("factory").get(f"/evidence/of/{subject}").text
    assert f"/evidence/{shared}/content" in page
    assert f"/evidence/{kept}/content" not in page
    assert portal.browser("factory").get(f"/evidence/of/{hidden}").status_code == 404
    assert portal.browser("foundry").get(f"/evidence/of/{subject}").status_code == 404
    client.put(f"{PATH}/{shared}/sharing", json={"shared": False})
    assert factory.get(f"{PATH}/{shared}/content").status_code == 404


def test_a_file_is_withdrawn_with_a_reason_and_only_then_erased(portal: PortalProcess) -> None:
    client, subject = portal.program("mill"), issued(portal)
    content = files.PDF + b"to be erased"
    made = attach(client, subject, content, shared=True).json()
    path = f"{PATH}/{made['id']}"
    early = client.delete(f"{path}/content")
    assert (early.status_code, early.json()["code"]) == (409, "still-evidence")
    assert client.post(f"{path}/withdraw", json={"reason": " "}).status_code == 422
    gone = client.post(f"{path}/withdraw", json={"reason": "wrong plant"}).json()
    assert gone["withdrawn"]["reason"] == "wrong plant"
    assert client.post(f"{path}/withdraw", json={"reason": "x"}).status_code == 409
    assert client.get(f"{path}/content").content == content
    assert portal.program("factory").get(f"{path}/content").status_code == 404
    assert client.delete(f"{path}/content").status_code == 200
    assert client.get(f"{path}/content").status_code == 404
    assert portal.count("evidence_pieces", {"digest": made["sha256"]}) == 0
    assert listed(client, subject)[0]["erased"] is True


def test_evidence_is_attached_and_withdrawn_on_the_footprint_page(portal: PortalProcess) -> None:
    browser, subject = portal.browser("mill"), issued(portal)
    form = {"kind": "footprint", "subject_id": subject, "shared": "true"}
    sent = browser.post("/evidence", data=form, files={"file": ("报告.pdf", files.PDF + b"page")})
    assert sent.headers["location"] == f"/footprints/{subject}"
    page = browser.get(sent.headers["location"]).text
    assert "报告.pdf" in page
    [held] = listed(portal.program("mill"), subject)
    assert browser.get(f"/evidence/{held['id']}/content").content == files.PDF + b"page"
    browser.post(f"/evidence/{held['id']}/withdraw", data={"reason": "superseded <b>"})
    assert "superseded &lt;b&gt;" in browser.get(f"/footprints/{subject}").text
    trap = browser.post("/evidence", data=form, files={"file": ("x.pdf", files.HTML)})
    assert trap.status_code == 415
    assert "Only PDF" in trap.text


def test_a_calculation_can_have_evidence_too(portal: PortalProcess) -> None:
    client = portal.program("mill")
    subject = begin(client, add_product(client))["id"]
    sent = attach(client, subject, files.CSV, "kiln.csv", kind="calculation")
    assert sent.status_code == 201, sent.text
    assert "kiln.csv" in portal.browser("mill").get(f"/calculations/{subject}/result").text
    foreign = attach(portal.program("foundry"), subject, files.CSV, kind="calculation")
    assert foreign.status_code == 404
