"""Every JSON route of the portal, fed with what nobody should send.

The routes are taken from the application. Whatever comes, the answer is no fault of the server, a
problem in the caller's language that names what is wrong, and nothing is stored.
"""

import httpx
import pytest
from fastapi.routing import APIRoute

from tests.hostile import BODY_METHODS, addresses, bodies_for, complaint, fields_of, stored

from .portal_process import PortalProcess
from .routing import routes

FORMS = ("/auth/", "/footprints/bulk", "/bill-of-materials/parts")
"""Routes that take forms or files; their content is fed to them in test_hostile_files."""

KNOWN = {"year": "2020"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[APIRoute]:
    """Routes for programs."""
    every = routes(tmp_path_factory.mktemp("keys"))
    return [one for one in every if one.include_in_schema]


def is_json(route: APIRoute) -> bool:
    """Whether the route takes a JSON body."""
    is_file = route.path.endswith("/evidence") or any(part in route.path for part in FORMS)
    return bool(BODY_METHODS & set(route.methods or ())) and not is_file


def has_ids(route: APIRoute) -> bool:
    """Whether the address names something; a template is the same for all things."""
    return bool(route.param_convertors) and not route.path.endswith("/template")


def state(portal: PortalProcess) -> dict[str, int]:
    """What the portal holds."""
    return stored(portal.store_uri, portal.database, {})


@pytest.mark.timeout(600)
def test_no_route_takes_or_breaks_on_what_is_no_input(
    portal: PortalProcess, found: list[APIRoute]
) -> None:
    schema = httpx.get(f"{portal.url}/openapi.json", timeout=60).json()
    targets = [one for one in found if is_json(one)]
    before, complaints = state(portal), list[str]()
    with (
        portal.program("mill", language="zh-CN") as mill,
        portal.program("operator", language="zh-CN") as operator,
    ):
        for route in targets:
            client = operator if "/organizations" in route.path else mill
            [address] = list(addresses(route, KNOWN))[:1]
            for method in sorted(BODY_METHODS & set(route.methods or ())):
                for kind, body in bodies_for(fields_of(route, schema)).items():
                    headers = {"content-type": "application/json"}
                    answer = client.request(method, address, content=body, headers=headers)
                    complaints.append(complaint(answer, f"{method} {route.path} {kind}"))
    assert [one for one in complaints if one] == []
    assert len(targets) >= 30, "the routes were not found"
    assert state(portal) == before


@pytest.mark.timeout(600)
def test_no_route_breaks_on_an_id_that_is_none(
    portal: PortalProcess, found: list[APIRoute]
) -> None:
    """Also those that delete: there is nothing of these ids, and nothing is gone after it."""
    before, complaints, deleting = state(portal), list[str](), 0
    with portal.program("mill", language="zh-CN") as mill:
        for route in (one for one in found if has_ids(one)):
            for method in sorted(route.methods or ()):
                deleting += method == "DELETE"
                for address in addresses(route, {"kind": "csv"}):
                    answer = mill.request(method, address)
                    about = f"{method} {route.path} {address[:120]!r}"
                    complaints.append(complaint(answer, about))
    assert [one for one in complaints if one] == []
    assert deleting >= 6, "the routes that delete were not found"
    assert state(portal) == before
