"""Activities by JSON, file and page: recorded, corrected, published and taken back."""

import uuid
from collections.abc import Callable
from typing import Any

from bus import facts_on, latest

from tierzero.topics import ACTIVITIES

Eventually = Callable[..., Any]
WASTE = {
    "kind": "waste_treatment",
    "reference": "W-1",
    "date": "2026-03-31",
    "mass": "10",
    "mass_unit": "t",
    "treatments": [{"share": "1", "classifications": ["urn:waste:landfill"]}],
}
HEADINGS = "Reference,Date,Passengers,Distance,Unit of distance,Classes of travel"


def published(world: Any, buyer: str) -> dict[str, Any]:
    """The buyer's activities on the bus by kind."""
    facts = latest(facts_on(world.settings.broker, ACTIVITIES)).values()
    return {fact.WhichOneof("detail"): fact for fact in facts if fact.buyer_id == buyer}


def test_an_activity_is_published_corrected_and_withdrawn(
    world: Any, buyer: str, eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        first = client.post("/api/v1/activities", json=WASTE)
        assert (first.status_code, first.json()["recorded"]) == (201, 1)
        again = client.post("/api/v1/activities", json=[WASTE, {**WASTE, "reference": "W-2"}])
        assert (again.json()["unchanged"], again.json()["recorded"]) == (1, 1)
        other = client.post("/api/v1/activities", json={**WASTE, "mass": "12"})
        assert other.json()["corrected"] == 1
        listed = client.get("/api/v1/activities", params={"kind": "waste_treatment"}).json()
        assert listed["total"] == 2
        for one in listed["activities"]:
            assert client.delete(f"/api/v1/activities/{one['id']}").status_code == 204
        assert client.get("/api/v1/activities").json()["total"] == 0
    fact = eventually(lambda: published(world, buyer).get("waste_treatment"))
    assert fact.category == 5
    eventually(lambda: published(world, buyer)["waste_treatment"].fact.withdrawn)


def test_faults_are_named_and_nothing_is_recorded(world: Any, buyer: str) -> None:
    with world.client(buyer) as client:
        refused = client.post("/api/v1/activities", json=[WASTE, {**WASTE, "mass": "-1"}])
        assert refused.status_code == 422
        assert [one["path"] for one in refused.json()["errors"]] == ["[1].mass"]
        assert client.get("/api/v1/activities").json()["total"] == 0


def test_a_file_of_one_kind_is_rehearsed_and_recorded(world: Any, buyer: str) -> None:
    rows = "\n".join([HEADINGS, "T-1,2026-03-31,2,9000,km,urn:transport:air:economy"])
    files = {"file": ("travel.csv", rows.encode(), "text/csv")}
    with world.client(buyer) as client:
        dry = client.post("/api/v1/activities/bulk/travel?dry_run=true", files=files)
        assert (dry.status_code, dry.json()["recorded"]) == (200, 1)
        assert client.get("/api/v1/activities").json()["total"] == 0
        assert client.post("/api/v1/activities/bulk/travel", files=files).json()["recorded"] == 1
        (held,) = client.get("/api/v1/activities").json()["activities"]
        assert (held["category"], held["distance_unit"]) == (6, "kilometer")


def test_pages_list_and_show_activities_in_both_languages(world: Any, buyer: str) -> None:
    with world.client(buyer) as client:
        (made,) = client.post("/api/v1/activities", json=WASTE).json()["activities"]
        assert "W-1" in client.get("/activities").text
        shown = client.get(f"/activities/{made['id']}").text
        assert "urn:waste:landfill" in shown
        assert "treatments[0].share" in shown
        assert client.get("/activities/upload/waste-treatment").status_code == 200
        assert client.get("/activities/new/juggling").status_code == 404
    with world.client(buyer, language="zh-CN") as client:
        assert "废弃物" in client.get("/activities/new/waste-treatment").text


def test_another_buyer_sees_nothing(world: Any, buyer: str) -> None:
    with world.client(buyer) as client:
        (made,) = client.post("/api/v1/activities", json=WASTE).json()["activities"]
    with world.client(str(uuid.uuid4())) as other:
        assert other.get(f"/api/v1/activities/{made['id']}").status_code == 404
        assert other.delete(f"/api/v1/activities/{made['id']}").status_code == 404
