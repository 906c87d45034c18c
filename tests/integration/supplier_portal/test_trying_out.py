"""``dry_run`` of ``POST /api/v1/footprints``: everything is checked, nothing is kept or told."""

import hashlib
from collections.abc import Mapping
from typing import Any

import pytest
from bson import encode
from pymongo import MongoClient

from .documents import Json, add_product, footprint
from .portal_process import PortalProcess

PATH = "/api/v1/footprints"
TRIED = {"dry_run": "true"}


ADDED_LATER = {"audit_links", "audit_seals"}


def kept(portal: PortalProcess) -> Mapping[str, str]:
    """A digest of every document of each collection: data, outbox, audit and all else.

    But for what the portal adds by itself about earlier entries of the audit log, a little later.
    """
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        database = client[portal.database]
        names = set(database.list_collection_names()) - ADDED_LATER
        return {name: _digest(database[name]) for name in names}


def _digest(collection: Any) -> str:
    documents = sorted(hashlib.sha256(encode(one)).digest() for one in collection.find({}))
    return hashlib.sha256(b"".join(documents)).hexdigest()


def issued(portal: PortalProcess) -> tuple[Json, Json]:
    """A product with a footprint in force."""
    client = portal.program("mill")
    product = add_product(client)
    document = footprint(product)
    assert client.post(PATH, json=document).status_code == 201
    return product, document


def test_nothing_is_stored_sent_or_audited(portal: PortalProcess) -> None:
    client = portal.program("mill")
    product, first = issued(portal)
    new = footprint(add_product(client))
    successor = footprint(product, precedingPfIds=[first["id"]])
    tried = {
        "valid": (200, new, []),
        "superseding": (200, successor, [first["id"]]),
        "repeated": (200, first, []),
    }
    before = kept(portal)
    for name, (status, document, ended) in tried.items():
        answer = client.post(PATH, json=document, params=TRIED)
        assert answer.status_code == status, (name, answer.text)
        assert answer.json()["deprecated"] == ended
        assert answer.json()["outcome"] == ("unchanged" if name == "repeated" else "valid")
    assert kept(portal) == before
    assert before.keys() >= {"footprints", "outbox", "audit"}
    assert client.get(f"{PATH}/{new['id']}").status_code == 404
    assert client.get(f"{PATH}/{first['id']}").json()["footprint"]["status"] == "Active"
    assert client.post(PATH, json=successor).status_code == 201, "tried out, then issued"
    assert kept(portal) != before, "what is issued would have been seen"


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_what_submitting_would_refuse_is_refused_alike(
    portal: PortalProcess, language: str
) -> None:
    client = portal.program("mill", language)
    product, first = issued(portal)
    other, _ = issued(portal)
    refused: tuple[tuple[Json, dict[str, str]], ...] = (
        (footprint(product, {"declaredUnitOfMeasurement": "bushel"}), {}),
        (footprint(product, {"pcfExcludingBiogenicUptake": "9"}), {"strict": "true"}),
        ({**first, "comment": "another content"}, {}),
        (footprint({**product, "product_ids": ["urn:gtin:04712345060507"]}), {}),
        (footprint(other, precedingPfIds=[first["id"]]), {}),
    )
    before = kept(portal)
    for document, options in refused:
        dry = client.post(PATH, json=document, params={**TRIED, **options})
        real = client.post(PATH, json=document, params=options)
        assert dry.status_code == real.status_code >= 400, dry.text
        assert _said(dry.json()) == _said(real.json())
    assert kept(portal) == before


def test_findings_are_told_as_they_would_be(portal: PortalProcess) -> None:
    client = portal.program("mill")
    document = footprint(add_product(client), {"pcfExcludingBiogenicUptake": "9"})
    dry = client.post(PATH, json=document, params=TRIED).json()
    real = client.post(PATH, json=document).json()
    assert dry["findings"] == real["findings"] != []


@pytest.mark.parametrize("who", ["factory", "assurer"])
def test_who_may_not_submit_may_not_try(portal: PortalProcess, who: str) -> None:
    product, _ = issued(portal)
    answer = portal.program(who).post(PATH, json=footprint(product), params=TRIED)
    assert answer.status_code == 403


def _said(problem: Json) -> Json:
    """All of a problem but what differs from call to call."""
    return {name: problem[name] for name in problem if name not in ("instance", "trace_id")}
