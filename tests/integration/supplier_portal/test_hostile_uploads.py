"""Uploads that nobody means well with: refused early, in bounded memory, with nothing stored."""

import io
import select
import socket
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pymongo import MongoClient

from .documents import HEADINGS, csv_file, row, unique, upload
from .portal_process import PortalProcess

MEBIBYTE = 1024 * 1024
TEN_GIGABYTES = 10 * 1024 * MEBIBYTE
MOST_GROWTH = 160 * MEBIBYTE
"""Of the portal's memory: more than twice the largest file would mean that it is held."""


def peak_memory(portal: PortalProcess) -> int:
    """The most memory that the portal's process has held so far, bytes."""
    assert portal.process is not None
    status = Path(f"/proc/{portal.process.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def counts(portal: PortalProcess) -> dict[str, int]:
    """How many documents each collection holds that an upload could add to."""
    names = ("products", "footprints", "batches", "upload_pieces", "outbox", "audit")
    with MongoClient[dict[str, object]](portal.store_uri) as client:
        return {name: client[portal.database][name].count_documents({}) for name in names}


def endless_rows() -> Iterator[bytes]:
    """A CSV file of ten gigabytes, made as it is sent."""
    opening = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    yield opening + ",".join(HEADINGS).encode() + b"\n"
    lines = csv_file(row("HRC-1")).splitlines(keepends=True)[1] * 16_000
    sent = 0
    while sent < TEN_GIGABYTES:
        yield lines
        sent += len(lines)


def stream(portal: PortalProcess, path: str, length: str) -> tuple[bytes, int]:
    """Send the endless file until the portal answers: the answer and how much was sent."""
    place = urlsplit(portal.url)
    token = portal.program("mill").headers["authorization"]
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {place.netloc}\r\nAuthorization: {token}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\n{length}\r\n\r\n"
    )
    chunked, sent = length.startswith("Transfer"), 0
    with closing(socket.create_connection((place.hostname, place.port), timeout=60)) as line:
        line.sendall(head.encode())
        for piece in endless_rows():
            if select.select([line], [], [], 0)[0]:
                break
            framed = f"{len(piece):x}\r\n".encode() + piece + b"\r\n" if chunked else piece
            try:
                line.sendall(framed)
            except (BrokenPipeError, ConnectionResetError):
                break
            sent += len(piece)
        line.settimeout(60)
        return line.recv(4096), sent


@pytest.mark.parametrize(
    "length", ["Transfer-Encoding: chunked", f"Content-Length: {TEN_GIGABYTES}"]
)
@pytest.mark.parametrize("path", ["/api/v1/footprints/bulk", "/api/v1/footprints/bulk/errors"])
def test_ten_gigabytes_are_cut_off_at_the_limit(
    portal: PortalProcess, path: str, length: str
) -> None:
    before, held = counts(portal), peak_memory(portal)
    answer, sent = stream(portal, path, length)
    assert answer.startswith(b"HTTP/1.1 413")
    assert b"application/problem+json" in answer
    assert sent < 256 * MEBIBYTE, "it went on reading"
    assert peak_memory(portal) - held < MOST_GROWTH
    assert counts(portal) == before


def bomb() -> bytes:
    """A workbook whose sheet unpacks to a thousand times its size."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (300 * MEBIBYTE))
    return file.getvalue()


def test_a_zip_bomb_is_refused_unopened(portal: PortalProcess) -> None:
    before, held = counts(portal), peak_memory(portal)
    refused = upload(portal.program("mill", language="zh-CN"), bomb())
    assert (refused.status_code, refused.json()["code"]) == (422, "workbook-too-large")
    assert "工作簿" in refused.json()["detail"] or "解压" in refused.json()["detail"]
    assert peak_memory(portal) - held < MOST_GROWTH
    assert counts(portal) == before


FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1,1)", "\t=1+1", "'=1+1")


def test_formulas_are_texts_on_the_way_in_and_out(portal: PortalProcess) -> None:
    client, number = portal.program("mill"), unique("F")
    for place, formula in enumerate(FORMULAS):
        content = csv_file(row(f"{number}-{place}", product_name=formula))
        assert upload(client, content).json()["created"] == 1
    found = client.get("/api/v1/products", params={"q": number}).json()["data"]
    names = [one["name"] for one in found]
    assert names == ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1,1)", "=1+1", "=1+1"]
    wrong = csv_file(*(row(unique("F"), "x", product_name=formula) for formula in FORMULAS))
    files = {"file": ("a.csv", wrong)}
    path = "/api/v1/footprints/bulk/errors"
    errors = client.post(path, params={"kind": "csv"}, files=files).text
    for sign in ("=1", "+cmd", "-2", "@SUM"):
        assert f",{sign}" not in errors
        assert f',"{sign}' not in errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_in_any_encoding_arrives(portal: PortalProcess, encoding: str) -> None:
    client, number = portal.program("mill"), unique("Z")
    text = csv_file(row(number, product_name="热轧卷板 Q235B")).decode()
    report = upload(client, text.encode(encoding)).json()
    assert report["created"] == 1, report
    [made] = client.get("/api/v1/products", params={"q": number}).json()["data"]
    assert made["name"] == "热轧卷板 Q235B"


HEAD = ",".join(HEADINGS)
LINE = csv_file(row("N-1")).decode().splitlines()[1]
WRONG_FILES = {
    "bytes of no text": (b"\xff\xfe\x00\xd8" + HEAD.encode(), "unknown-encoding"),
    "NUL": (f"{HEAD}\nA\0B{LINE}".encode(), "unknown-encoding"),
    "binary": (bytes(range(256)) * 40, "unknown-encoding"),
    "headings twice": (f"{HEAD}\n{HEAD}\n{LINE}".encode(), "invalid-rows"),
    "a title above": (f"My footprints\n{HEAD}\n{LINE}".encode(), "wrong-headings"),
    "a line without end": (HEAD.encode() + b"\n" + b"x" * 2_000_000, "line-too-long"),
    "a quotation mark": (f'{HEAD}\n"{LINE}'.encode(), "invalid-rows"),
    "decimal comma": (
        HEAD.replace(",", ";").encode()
        + b"\n"
        + LINE.replace(",", ";").replace("2.5", "2,5").encode(),
        "invalid-rows",
    ),
    "long cell": (csv_file(row("N-1", product_name="x" * 40_000)), "invalid-rows"),
    "control characters": (csv_file(row("N-1", product_name="a\x07b")), "invalid-rows"),
}


@pytest.mark.parametrize("what", WRONG_FILES)
def test_a_wrong_file_is_refused_with_its_reason(portal: PortalProcess, what: str) -> None:
    content, code = WRONG_FILES[what]
    before = counts(portal)
    refused = upload(portal.program("mill", language="zh-CN"), content)
    problem = refused.json()
    assert (refused.status_code, problem["code"]) == (422, code), problem
    assert problem["errors"]
    assert all(any(char > "\u4e00" for char in one["message"]) for one in problem["errors"])
    assert counts(portal) == before


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_separators_are_understood(portal: PortalProcess, delimiter: str) -> None:
    number = unique("S")
    text = csv_file(row(number)).decode().replace(",", delimiter)
    assert upload(portal.program("mill"), text.encode()).json()["created"] == 1
