"""Four eyes: what an editor sends waits, and nothing leaves before somebody else approves it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from tierzero.topics import FOOTPRINTS

from .documents import Json, add_product, csv_file, footprint, row, unique
from .portal_process import PASSWORD, PortalProcess
from .test_pages import FORM

ORGANIZATION = "four-eyes"


@pytest.fixture(scope="module")
def people(portal: PortalProcess) -> dict[str, httpx.Client]:
    """An organization with an editor, an approver, somebody who is both, and its administrator."""
    operator = portal.program("operator")
    stated = {"id": ORGANIZATION, "name": "Four Eyes", "roles": ["supplier"]}
    assert operator.post("/api/v1/organizations", json=stated).status_code in (200, 201)
    roles = {
        "editor": "supplier_editor",
        "approver": "supplier_approver",
        "both": "supplier",
        "chief": "organization_administrator",
    }
    return {name: signed_in(portal, name, role) for name, role in roles.items()}


def signed_in(portal: PortalProcess, name: str, role: str) -> httpx.Client:
    user = {
        "user": f"{name}@four-eyes.example",
        "password": PASSWORD,
        "organization_id": ORGANIZATION,
        "name": name,
        "roles": [role],
        "language": "en",
    }
    entered = portal.program("operator").post("/api/v1/users", json=user)
    assert entered.status_code in (200, 201), entered.text
    headers = {"accept": "application/json", "origin": portal.url, "accept-language": "en"}
    client = httpx.Client(base_url=portal.url, headers=headers, timeout=60)
    answer = client.post("/sign-in", data={"user": user["user"], "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


@pytest.fixture
def needing_approval(people: dict[str, httpx.Client]) -> Iterator[dict[str, httpx.Client]]:
    """The setting switched on while a test runs."""
    chief = people["chief"]
    assert chief.post("/drafts/settings", data={"footprints_need_approval": "true"}).is_redirect
    yield people
    assert chief.put("/api/v1/settings", json={"footprints_need_approval": False}).is_success


def told(portal: PortalProcess, identity: str) -> list[Any]:
    """What has left about a footprint."""
    return [fact for fact in portal.outbox(FOOTPRINTS) if fact.fact.id == identity]


def actions(portal: PortalProcess, subject: str) -> list[tuple[str, Any, str]]:
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        found = client[portal.database]["audit"].find({"subjects": subject}).sort("_id", 1)
        return [(one["action"], (one["before"] or {}).get("state"), one["actor"]) for one in found]


def send(client: httpx.Client, document: Json) -> Json:
    answer = client.post("/api/v1/footprints", json=document)
    assert answer.status_code == 202, answer.text
    assert answer.json()["outcome"] == "pending"
    return answer.json()


def test_what_an_editor_sends_leaves_when_an_approver_lets_it(
    portal: PortalProcess, people: dict[str, httpx.Client]
) -> None:
    editor, approver = people["editor"], people["approver"]
    document = footprint(add_product(editor))
    waiting = send(editor, document)
    assert send(editor, document)["draft_id"] == waiting["draft_id"], "the same is one draft"
    assert told(portal, document["id"]) == []
    assert editor.get(f"/api/v1/footprints/{document['id']}").status_code == 404
    path = f"/api/v1/drafts/{waiting['draft_id']}"
    assert editor.post(f"{path}/approve").status_code == 403
    shown = approver.get(f"/drafts/{waiting['draft_id']}", headers={"accept": "text/html"})
    assert "Approve and issue" in shown.text
    assert approver.post(f"{path}/approve").json()["state"] == "issued"
    assert [fact.fact.version for fact in told(portal, document["id"])] == [1]
    assert approver.post(f"{path}/approve").status_code == 409
    assert actions(portal, waiting["draft_id"]) == [
        ("draft.submitted", None, "editor@four-eyes.example"),
        ("draft.approved", "pending", "approver@four-eyes.example"),
        ("draft.issued", "issuing", "approver@four-eyes.example"),
    ]


def test_an_approver_alone_prepares_nothing(
    portal: PortalProcess, people: dict[str, httpx.Client]
) -> None:
    document = footprint(add_product(people["editor"]))
    assert people["approver"].post("/api/v1/footprints", json=document).status_code == 403


def test_without_the_setting_who_may_both_issues_at_once(
    people: dict[str, httpx.Client],
) -> None:
    document = footprint(add_product(people["both"]))
    assert people["both"].post("/api/v1/footprints", json=document).status_code == 201


def test_with_the_setting_nobody_approves_their_own(
    portal: PortalProcess, needing_approval: dict[str, httpx.Client]
) -> None:
    both, approver = needing_approval["both"], needing_approval["approver"]
    document = footprint(add_product(both))
    path = f"/api/v1/drafts/{send(both, document)['draft_id']}"
    refused = both.post(f"{path}/approve")
    assert (refused.status_code, refused.json()["code"]) == (403, "author-is-approver")
    assert told(portal, document["id"]) == []
    assert approver.post(f"{path}/approve").status_code == 200
    assert len(told(portal, document["id"])) == 1


def test_with_the_setting_the_operator_cannot_go_around_it(
    portal: PortalProcess, needing_approval: dict[str, httpx.Client]
) -> None:
    document = footprint(add_product(needing_approval["both"]))
    answer = portal.program("operator").post(
        "/api/v1/footprints", params={"supplier_id": ORGANIZATION}, json=document
    )
    assert answer.status_code == 202


def test_a_returned_draft_comes_back_with_its_note_and_goes_on(
    portal: PortalProcess, people: dict[str, httpx.Client]
) -> None:
    editor, approver = people["editor"], people["approver"]
    page = {"accept": "text/html"}
    product = add_product(editor)
    sent = editor.post(
        f"/footprints/new?product={product['id']}", data={**FORM, "action": "issue"}, headers=page
    )
    first = sent.headers["location"]
    assert first.startswith("/drafts/")
    assert approver.post(f"{first}/return", data={"note": ""}, headers=page).status_code == 422
    returned = approver.post(f"{first}/return", data={"note": "The share is of 2023."})
    assert returned.status_code == 303
    assert "The share is of 2023." in editor.get(first, headers=page).text

    resumed = editor.get(
        f"/footprints/new?product={product['id']}&draft={first.rsplit('/', 1)[1]}", headers=page
    ).text
    assert 'value="80"' in resumed
    mended = {**FORM, "pcf.primaryDataShare": "75", "draft": first.rsplit("/", 1)[1]}
    again = editor.post(
        f"/footprints/new?product={product['id']}", data={**mended, "action": "issue"}, headers=page
    )
    second = again.headers["location"]
    assert second != first
    assert approver.post(f"{second}/approve", headers=page).status_code == 303
    assert "withdrawn" in editor.get(first, headers=page).text


def test_a_draft_is_saved_as_typed_and_resumed_by_its_author_only(
    people: dict[str, httpx.Client],
) -> None:
    editor, both = people["editor"], people["both"]
    page = {"accept": "text/html"}
    product = add_product(editor)
    path = f"/footprints/new?product={product['id']}"
    typed = {"pcf.primaryDataShare": "not known yet", "action": "save"}
    saved = editor.post(path, data=typed, headers=page)
    draft = saved.headers["location"].rsplit("/", 1)[1]
    assert 'value="not known yet"' in editor.get(f"{path}&draft={draft}", headers=page).text
    assert both.get(f"{path}&draft={draft}", headers=page).status_code == 409
    again = editor.post(path, data={**typed, "pcf.comment": "x", "draft": draft}, headers=page)
    assert again.headers["location"].endswith(draft)
    assert editor.post(f"/drafts/{draft}/withdraw", headers=page).status_code == 303
    assert editor.get(f"/api/v1/drafts/{draft}").json()["state"] == "withdrawn"


def test_a_file_waits_as_a_whole(portal: PortalProcess, people: dict[str, httpx.Client]) -> None:
    editor, approver = people["editor"], people["approver"]
    numbers = [unique("bulk") for _one in range(3)]
    content = csv_file(*map(row, numbers))
    before = len(portal.outbox(FOOTPRINTS))
    files = {"file": ("products.csv", content, "text/csv")}
    sent = editor.post("/api/v1/footprints/bulk", files=files)
    assert (sent.status_code, sent.json()["outcome"]) == (202, "pending")
    assert sent.json()["created"] == 3
    assert len(portal.outbox(FOOTPRINTS)) == before
    draft = f"/drafts/{sent.json()['draft_id']}"
    assert "products.csv" in approver.get(draft, headers={"accept": "text/html"}).text
    approved = approver.post(f"/api/v1{draft}/approve")
    assert approved.json()["state"] == "issued"
    assert len(portal.outbox(FOOTPRINTS)) == before + 3


def test_a_file_with_faults_is_refused_before_it_waits(people: dict[str, httpx.Client]) -> None:
    faulty = csv_file({**row(unique("bulk")), "pcf_excluding_biogenic_uptake": "many"})
    files = {"file": ("products.csv", faulty, "text/csv")}
    assert people["editor"].post("/api/v1/footprints/bulk", files=files).status_code == 422


def test_what_cannot_be_issued_waits_on_and_says_why(
    portal: PortalProcess, people: dict[str, httpx.Client]
) -> None:
    editor, approver, both = people["editor"], people["approver"], people["both"]
    product = add_product(editor)
    document = footprint(product)
    waiting = send(editor, document)
    other = {**document, "comment": "issued meanwhile under the same id"}
    assert both.post("/api/v1/footprints", json=other).status_code == 201
    path = f"/api/v1/drafts/{waiting['draft_id']}"
    refused = approver.post(f"{path}/approve")
    assert (refused.status_code, refused.json()["code"]) == (409, "footprint-issued")
    assert editor.get(path).json()["state"] == "pending"
    assert len(told(portal, document["id"])) == 1


def test_an_approval_that_was_cut_short_is_completed(
    portal: PortalProcess, people: dict[str, httpx.Client]
) -> None:
    editor, approver = people["editor"], people["approver"]
    document = footprint(add_product(editor))
    waiting = send(editor, document)
    path = f"/api/v1/drafts/{waiting['draft_id']}"
    assert approver.post(f"{path}/approve").status_code == 200
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        # As a process leaves it that dies after issuing and before noting it.
        drafts = client[portal.database]["drafts"]
        drafts.update_one({"_id": waiting["draft_id"]}, {"$set": {"state": "issuing"}})
    assert approver.post(f"{path}/approve").json()["state"] == "issued"
    assert len(told(portal, document["id"])) == 1
