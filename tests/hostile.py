"""What nobody should send to a service: bodies, values, ids and files, and what answers must be."""

import html
import io
import json
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
from fastapi.routing import APIRoute
from pymongo import MongoClient

BODY_METHODS = {"POST", "PUT", "PATCH"}
SCRIPT, FORMULA = "<script>alert(1)</script>", "=cmd|' /C calc'!A0"
LONG = "x" * 200_000
VALUES: dict[str, Any] = {
    "script": SCRIPT,
    "formula": FORMULA,
    "long": LONG,
    "nul": "a\x00b",
    "number": 1e308,
    "huge": 10**400,
    "negative": -1,
    "boolean": True,
    "null": None,
    "list": [[[]]],
    "object": {"$where": "1", "$gt": ""},
    "turned": "\u202egpj.exe",
}
"""Put in the place of each field of a body."""

BODIES: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{"name": ',
    "NaN": b'{"name": NaN, "scope_1": Infinity}',
    "1e400": b'{"name": 1e400, "year": -1e400}',
    "surrogate": b'{"name": "\\ud800", "id": "\\udfff"}',
    "no UTF-8": b'{"name": "\xff\xfe"}',
    "UTF-16": '{"$where": "1"}'.encode("utf-16"),
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "list": b"[1, 2, 3]",
    "text": b'"text"',
    "NUL": b"\x00\x00\x00",
}
IDS = (
    "no-such-thing",
    "a\x00b",
    SCRIPT,
    FORMULA,
    "../../etc/passwd",
    "\u202egpj",
    "x" * 4_000,
    "$ne",
)
"""For the places of ids in addresses."""


def workbook_of(content: bytes) -> bytes:
    """A file that calls itself a workbook, with this for its sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", content)
        archive.writestr("xl/worksheets/sheet1.xml", content)
    return file.getvalue()


_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><workbook>&b;&c;</workbook>"""
FILES: dict[str, bytes] = {
    "nothing": b"",
    "spaces": b" \n \n",
    "bytes of no text": b"\xff\xfe\x00\xd8",
    "binary": bytes(range(256)) * 40,
    "NUL": b"a,b\n\0,\0\n",
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a line without end": b"x" * 2_000_000,
    "columns without end": b"," * 100_000 + b"\n" + b"," * 100_000,
    "quotation marks": b'"' * 100_001,
    "half a workbook": b"PK\x03\x04 of no workbook",
    "an empty archive": b"PK\x05\x06" + b"\0" * 18,
    "a workbook of nothing": workbook_of(b""),
    "a workbook that laughs": workbook_of(_LAUGHS),
}
CELLS = {
    "script": SCRIPT,
    "formula": FORMULA,
    "long": "y" * 40_000,
    "control": "a\x07b",
    "huge": "1e400",
    "digits": "9" * 5_000,
    "negative": "-1",
    "NaN": "NaN",
    "turned": "\u202egpj.exe",
    "broken": "\ufffd\ufffe",
}
"""Put into each cell of a table with the right headings."""


def tables(headings: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Tables with these headings, each full of one of the cells; and wrongly encoded ones."""
    head = ",".join(f'"{one}"' for one in headings)
    for kind, cell in CELLS.items():
        line = ",".join('"' + cell.replace('"', '""') + '"' for _one in headings)
        yield f"cells: {kind}", f"{head}\n{line}\n".encode()
    yield "rows of other lengths", f"{head}\na\n{'b,' * 500}\n".encode()
    yield "no UTF-8 within", f"{head}\n".encode() + b"\xff\xfe\xfd," * len(headings) + b"\n"
    yield "headings only", f"{head}\n".encode()


def addresses(route: APIRoute, known: Mapping[str, str]) -> Iterator[str]:
    """The route's address with each hostile id; what is not an id is taken from ``known``."""
    names = [name for name in route.param_convertors if name not in known]
    for identity in IDS if names else IDS[:1]:
        path = route.path
        for name in route.param_convertors:
            path = path.replace("{" + name + "}", known.get(name, quote(identity, safe="")))
        yield path


def bodies_for(names: Collection[str]) -> dict[str, bytes]:
    """Bodies that are no input, and objects whose fields all have the same hostile value."""
    filled = {kind: json.dumps(dict.fromkeys(names, one)).encode() for kind, one in VALUES.items()}
    return {**BODIES, **filled}


def fields_of(route: APIRoute, schema: Mapping[str, Any]) -> list[str]:
    """The fields that the route's body has, by its description; the first of several kinds."""
    method = min((route.methods or set()) & BODY_METHODS)
    described = schema["paths"][route.path].get(method.lower(), {})
    content = described.get("requestBody", {}).get("content", {}).get("application/json", {})
    text = json.dumps(content.get("schema", {}))
    name = text.partition("#/components/schemas/")[2].partition('"')[0]
    found = schema["components"]["schemas"].get(name, {}).get("properties", {})
    return list(found) or ["id", "productIds", "pcf", "companyName"]


def complaint(answer: httpx.Response, about: str) -> str:
    """What is wrong with an answer to a program; empty where it is as it must be."""
    if answer.status_code >= 500:
        return f"{about}: {answer.status_code} {answer.text[:200]}"
    if answer.is_success:
        return f"{about}: taken, {answer.text[:120]}"
    kind = answer.headers.get("content-type", "")
    if not kind.startswith("application/problem+json"):
        return f"{about}: {answer.status_code} as {kind}"
    problem = answer.json()
    if not any("\u4e00" <= char <= "\u9fff" for char in problem.get("detail", "")):
        return f"{about}: not in Chinese: {problem.get('detail')}"
    if any(not one.get("message") or "path" not in one for one in problem.get("errors", ())):
        return f"{about}: a field without reason: {problem['errors'][:2]}"
    return ""


def complaint_of_page(answer: httpx.Response, about: str) -> str:
    """What is wrong with a page that answers a person; empty where it is as it must be."""
    if answer.status_code >= 500 or answer.is_redirect:
        return f"{about}: {answer.status_code} {answer.headers.get('location', '')}"
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return f"{about}: {answer.status_code} as {answer.headers.get('content-type')}"
    return f"{about}: a script in the page" if SCRIPT in answer.text else ""


@dataclass(frozen=True)
class Form:
    """A form of a page that takes what somebody types."""

    action: str
    names: tuple[str, ...]


def forms_of(page: str) -> list[Form]:
    """The forms of a page that are posted and have a field to type into."""
    found = list[Form]()
    for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
        head = form.partition(">")[0]
        typed = re.search(r"<(?:textarea|select|input(?![^>]*type=\"(?:hidden|submit|file)))", form)
        action = re.search(r'action="([^"]+)"', head)
        if typed and action and 'method="post"' in head:
            names = dict.fromkeys(re.findall(r'\bname="([^"]+)"', form))
            found.append(Form(html.unescape(action[1]), tuple(names)))
    return found


def typed_into(form: Form) -> Iterator[tuple[str, dict[str, str]]]:
    """What is sent of a form, each time with the same hostile text in all of its fields."""
    texts = {name: one for name, one in VALUES.items() if isinstance(one, str)}
    for kind, text in (texts | {"1e400": "1e400", "digits": "9" * 5_000}).items():
        yield kind, dict.fromkeys(form.names, text)


def stored(store_uri: str, database: str, wanted: Mapping[str, Any]) -> dict[str, int]:
    """How many documents that are so each collection holds; what only helps reading is left out."""
    with MongoClient[dict[str, object]](store_uri) as client:
        names = sorted({*client[database].list_collection_names()} - _NO_STATE)
        counted = {one: client[database][one].count_documents(wanted) for one in names}
    return {name: count for name, count in counted.items() if count}


_NO_STATE = {
    *("list_cuts", "processes", "coverages"),
    *("audit_links", "audit_seals"),
    *("upload_pieces", "stashed_files"),
}
"""What helps reading, what processes note of themselves, what follows in the background from what
was stored before, and files that a page keeps until it is told to store them."""
