"""Every JSON route of the portal, fed with what nobody should send.

The routes are taken from the application. Whatever comes, the answer is no fault of the server, a
problem in the caller's language that names what is wrong, and nothing is stored.
"""

import json
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute

from .portal_process import PortalProcess
from .routing import routes
from .test_hostile_uploads import counts

METHODS = {"POST", "PUT", "PATCH"}
FORMS = ("/auth/", "/footprints/bulk", "/bill-of-materials/parts", "/evidence")
"""Routes that take forms or files; their content is fed to them elsewhere."""

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
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{"name": ',
    "NaN": b'{"name": NaN, "scope_1": Infinity}',
    "surrogate": b'{"name": "\\ud800", "id": "\\udfff"}',
    "no UTF-8": b'{"name": "\xff\xfe"}',
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "list": b"[1, 2, 3]",
    "text": b'"text"',
    "NUL": b"\x00\x00\x00",
}


def filled(route: APIRoute) -> str:
    """The route's address with ids that nothing has."""
    path = route.path
    for name in route.param_convertors:
        path = path.replace("{" + name + "}", "2020" if name == "year" else "no-such-thing")
    return path


def fields_of(route: APIRoute, schema: dict[str, Any]) -> list[str]:
    """The fields that the route's body has, by its description."""
    method = min(route.methods or ())
    described = schema["paths"][route.path].get(method.lower(), {})
    content = described.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    found = schema["components"]["schemas"].get(name, {}).get("properties", {})
    return list(found) or ["id", "productIds", "pcf", "companyName"]


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> list[APIRoute]:
    """Routes that take JSON."""
    return [
        one
        for one in routes(tmp_path_factory.mktemp("keys"))
        if METHODS & set(one.methods or ())
        and one.include_in_schema
        and not any(part in one.path for part in FORMS)
    ]


def complaint(answer: httpx.Response, about: str) -> str:
    """What is wrong with an answer; empty where it is as it must be."""
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


@pytest.mark.timeout(600)
def test_no_route_takes_or_breaks_on_what_is_no_input(
    portal: PortalProcess, targets: list[APIRoute]
) -> None:
    schema = httpx.get(f"{portal.url}/openapi.json", timeout=60).json()
    before, complaints = counts(portal), list[str]()
    with (
        portal.program("mill", language="zh-CN") as mill,
        portal.program("operator", language="zh-CN") as operator,
    ):
        for route in targets:
            client = operator if "/organizations" in route.path else mill
            names = fields_of(route, schema)
            bodies = BODIES | {
                kind: json.dumps(dict.fromkeys(names, value)).encode()
                for kind, value in VALUES.items()
            }
            for method in sorted(METHODS & set(route.methods or ())):
                for kind, body in bodies.items():
                    answer = client.request(
                        method,
                        filled(route),
                        content=body,
                        headers={"content-type": "application/json"},
                    )
                    about = f"{method} {route.path} {kind}"
                    complaints.append(complaint(answer, about))
    assert [one for one in complaints if one] == []
    assert len(targets) >= 8, "the routes were not found"
    assert counts(portal) == before
