"""Whoever calls the PACT API, with whatever token: nothing is told that is not shown to it."""

import json
from typing import Any

import pact_calling as pact
import pytest
from asking import until
from planting import ROLES, Planted
from pymongo import MongoClient

from tierzero_local.acting import Actor
from tierzero_local.handle import Platform

pytestmark = [pytest.mark.platform, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def host(platform: Platform) -> pact.Host:
    """The PACT API of the platform."""
    return pact.host_of(platform)


@pytest.mark.parametrize("who", [*ROLES, "mill"])
def test_lists_and_footprints_tell_only_what_is_shown(
    host: pact.Host, planted: Planted, who: str
) -> None:
    with host.client(planted.actors[who].token) as client:
        found = [(way, one.status_code, one.text) for way, one in pact.answers(client, planted)]
    assert {status for _, status, _ in found} <= {200, 404}
    told = [
        (canary.text, way)
        for canary in planted.canaries
        if who not in canary.for_whom
        for way, _, text in found
        if canary.is_in(text)
    ]
    assert told == [], "what is not shown was told"
    if who == "buyer":
        everything = "".join(text for _, _, text in found)
        assert "3.141733" in everything
        assert "4.271829" in everything, "a customer sees what is shown to it"


def test_a_token_that_is_none_opens_no_route(
    host: pact.Host, planted: Planted, administrator: Actor
) -> None:
    body: dict[str, Any] = next(pact.events(planted))
    asked = [
        ("GET", "/3/footprints", None),
        *(("GET", f"/3/footprints/{identity}", None) for identity in planted.footprints),
        ("POST", pact.EVENTS, body),
    ]
    refused = pact.refused_tokens(host, administrator, planted.actors["buyer"])
    for name, (token, status, code) in refused.items():
        with host.client(token) as client:
            for method, path, content in asked:
                answer = client.request(method, path, json=content)
                assert (answer.status_code, answer.json()["code"]) == (status, code), (name, path)
                assert answer.json().keys() == {"code", "message"}
    assert len(refused) == 8


@pytest.mark.parametrize("who", [name for name in ROLES if name != "buyer"])
def test_no_event_of_a_stranger_changes_or_opens_anything(
    platform: Platform, host: pact.Host, planted: Planted, who: str
) -> None:
    before = _state_of_the_mill(planted)
    sent = list(pact.events(planted))
    with host.client(planted.actors[who].token) as client:
        for one in sent:
            answer = client.post(pact.EVENTS, json=one)
            assert (answer.status_code, answer.content) == (200, b""), "all look the same"
    until(lambda: _still_waiting(platform, [one["id"] for one in sent[1:]]), lambda n: n == 0)
    assert _state_of_the_mill(planted) == before
    with host.client(planted.actors[who].token) as client:
        texts = "".join(one.text for _, one in pact.answers(client, planted))
    secrets = [one for one in planted.canaries if who not in one.for_whom]
    assert [one.text for one in secrets if one.is_in(texts)] == []


def _still_waiting(platform: Platform, ids: list[str]) -> int:
    """How many of the events the worker has not done; what is to be fetched is tried for days."""
    with MongoClient[dict[str, Any]](platform.store) as store:
        kept = store["supplier_portal"]["pact_events"]
        assert kept.count_documents({"event_id": {"$in": ids}}) == len(ids)
        return kept.count_documents({"event_id": {"$in": ids}, "stage": "waiting"})


def _state_of_the_mill(planted: Planted) -> str:
    paths = (
        "/api/v1/products",
        "/api/v1/footprints",
        "/api/v1/sharing/disclosures",
        "/api/v1/footprint-requests",
    )
    with planted.actors["mill"].http("supplier-portal") as portal:
        return json.dumps([portal.get(path).json() for path in paths], sort_keys=True)
