"""Requests for footprints from buyer to supplier and back, over the real services and broker."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from asking import until

from tests.integration.supplier_portal.documents import add_product, footprint, unique
from tierzero_local.acting import Actor

pytestmark = [pytest.mark.platform, pytest.mark.timeout(300)]
Json = dict[str, Any]
REQUESTS = "/api/v1/footprint-requests"


class Side:
    """An organization's program at its own service."""

    def __init__(self, actor: Actor, service: str) -> None:
        self.id = actor.organization_id
        self.http: httpx.Client = actor.http(service)

    def get(self, path: str, **query: Any) -> Json:
        """What a route answers."""
        return self.http.get(path, params=query).raise_for_status().json()

    def post(self, path: str, content: Any = None, status: int = 200) -> Json:
        """What a route does."""
        answer = self.http.post(path, json=content)
        assert answer.status_code == status, answer.text
        return answer.json()


@pytest.fixture(scope="module")
def sides(administrator: Actor) -> Iterator[tuple[Side, Side, Side]]:
    """A mill, and two factories that buy from it."""
    from tierzero_local.acting import enter

    factory, works = (enter(administrator, name, ["buyer"]) for name in ("Factory", "Works"))
    customers = [factory.organization_id, works.organization_id]
    mill = enter(administrator, "Mill", ["supplier"], customers)
    made = Side(mill, "supplier-portal"), Side(factory, "procurement"), Side(works, "procurement")
    yield made
    for side in made:
        side.http.close()


def ask(buyer: Side, mill: Side, **question: Any) -> Json:
    """Ask the mill, as soon as procurement knows it, and the product where one is named."""
    content = {"supplier": mill.id, **question}
    answer = until(lambda: buyer.http.post(REQUESTS, json=content), lambda one: one.is_success)
    [asked] = answer.json()["asked"]
    return asked


def becomes(buyer: Side, request: Json, *states: str) -> Json:
    """Wait until the buyer sees its request in one of the states."""
    path = f"{REQUESTS}/{request['id']}"
    return until(lambda: buyer.get(path), lambda one: one["state"] in states, 60)


def at_mill(mill: Side, request: Json) -> Json:
    """The mill's side of a request, as soon as it is there."""

    def look() -> list[Json]:
        found = mill.get(REQUESTS, limit=1000)["data"]
        return [one for one in found if one["event_id"] == request["id"]]

    return until(look, bool, 60)[0]


def test_one_new_footprint_answers_both_customers(sides: tuple[Side, Side, Side]) -> None:
    mill, factory, works = sides
    product = add_product(mill.http)
    asked = [ask(buyer, mill, product=product["id"]) for buyer in (factory, works)]
    for buyer, request in zip((factory, works), asked, strict=True):
        assert becomes(buyer, request, "queued")["product_id"] == product["id"]
    document = footprint(product)
    mill.post("/api/v1/footprints", document, 201)
    for buyer, request in zip((factory, works), asked, strict=True):
        answered = becomes(buyer, request, "answered")
        assert answered["footprint_ids"] == [document["id"]]
        assert answered["automatic"] is True
    later = ask(factory, mill, product=product["id"])
    assert becomes(factory, later, "answered")["footprint_ids"] == [document["id"]]


def test_only_a_footprint_of_the_place_that_is_wanted_answers_by_itself(
    sides: tuple[Side, Side, Side],
) -> None:
    mill, factory, _works = sides
    product = add_product(mill.http)
    mill.post("/api/v1/footprints", footprint(product), 201)  # of China as a whole
    wanted = ask(factory, mill, product=product["id"], geography="cn-js")
    assert wanted["geographies"] == ["CN-JS"]
    held = at_mill(mill, wanted)
    assert (held["state"], held["wanted"]["geographies"]) == ("queued", ["CN-JS"])
    place = {"geographyCountrySubdivision": "CN-JS"}
    document = footprint(product, place)
    del document["pcf"]["geographyCountry"]
    mill.post("/api/v1/footprints", document, 201)
    assert becomes(factory, wanted, "answered")["footprint_ids"] == [document["id"]]
    unknown = {"supplier": mill.id, "product": product["id"], "geography": "Atlantis"}
    refused = factory.http.post(REQUESTS, json=unknown)
    [error] = refused.json()["errors"]
    assert (refused.status_code, error["code"]) == (422, "unknown-place")


def test_a_part_number_is_mapped_by_the_answer_and_seen_on_both_sides(
    sides: tuple[Side, Side, Side],
) -> None:
    mill, factory, _works = sides
    product, number = add_product(mill.http), unique("AX")
    document = footprint(product)
    mill.post("/api/v1/footprints", document, 201)
    request = ask(factory, mill, part_number=number, comment="for the 2026 model")
    held = at_mill(mill, request)
    assert (held["state"], held["comment"]) == ("queued", "for the 2026 model")
    promised = mill.post(f"{REQUESTS}/{held['id']}/accept", {"until": held["deadline"][:10]})
    assert promised["state"] == "accepted"
    assert becomes(factory, request, "accepted")["promised_until"] == promised["promised_until"]
    mill.post(f"{REQUESTS}/{held['id']}/answer", {"footprint_ids": [document["id"]]})
    assert becomes(factory, request, "answered")["footprint_ids"] == [document["id"]]

    def mapped() -> list[str]:
        found = factory.get("/api/v1/part-numbers", supplier_id=mill.id)["part_numbers"]
        return [one["product_id"] for one in found if one["part_number"] == number]

    assert until(mapped, bool) == [product["id"]]
    other = add_product(mill.http)
    correction = {"supplier": mill.id, "part_number": number.lower(), "product": other["id"]}
    put = factory.http.put
    until(lambda: put("/api/v1/part-numbers", json=correction), lambda one: one.is_success)
    seen = until(lambda: mill.get("/api/v1/part-numbers", product_id=other["id"])["data"], bool, 60)
    assert [one["stated_by"] for one in seen] == ["buyer"]


def test_a_refusal_comes_with_its_reason_and_only_once(sides: tuple[Side, Side, Side]) -> None:
    mill, factory, _works = sides
    request = ask(factory, mill, description=unique("unheard-of part"))
    path = f"{REQUESTS}/{at_mill(mill, request)['id']}"
    refusal = {"reason_code": "confidential", "reason": "Not before the contract."}
    mill.post(f"{path}/decline", refusal)
    declined = becomes(factory, request, "declined")
    assert declined["reason_code"] == "confidential"
    assert declined["reason"] == "Not before the contract."
    again = mill.http.post(f"{path}/decline", json=refusal)
    assert (again.status_code, again.json()["code"]) == (409, "request-closed")
    late = factory.http.post(f"{REQUESTS}/{request['id']}/withdraw")
    assert late.status_code == 409


def test_withdrawing_and_answering_at_once_ends_the_same_on_both_sides(
    sides: tuple[Side, Side, Side],
) -> None:
    mill, factory, _works = sides
    product = add_product(mill.http, sharing="nobody")
    document = footprint(product)
    mill.post("/api/v1/footprints", document, 201)
    for _ in range(3):
        request = ask(factory, mill, part_number=unique("R"))
        path = f"{REQUESTS}/{at_mill(mill, request)['id']}"
        given = {"footprint_ids": [document["id"]], "share": True}
        with ThreadPoolExecutor() as pool:
            answering = pool.submit(mill.http.post, f"{path}/answer", json=given)
            factory.http.post(f"{REQUESTS}/{request['id']}/withdraw")
            assert answering.result().status_code in (200, 409)
        final = until(lambda path=path: mill.get(path), lambda one: one["state"] != "queued", 60)
        assert final["state"] in ("answered", "withdrawn")
        assert becomes(factory, request, final["state"])["state"] == final["state"]


def test_everything_without_a_footprint_is_asked_once(sides: tuple[Side, Side, Side]) -> None:
    mill, factory, _works = sides
    product = add_product(mill.http)
    purchase = {
        "reference": unique("order"),
        "date": factory_day(factory),
        "supplier": mill.id,
        "product": product["id"],
        "quantity": "10",
        "unit": "kilogram",
    }
    buy: Callable[[], httpx.Response] = lambda: factory.http.post(  # noqa: E731
        "/api/v1/purchases", json=purchase
    )
    until(buy, lambda one: one.is_success)
    lacking = factory.get(f"{REQUESTS}/missing")["missing"]
    assert (mill.id, product["id"]) in [(one["supplier_id"], one["product_id"]) for one in lacking]
    asked = factory.post(f"{REQUESTS}/missing", {"comment": "please"}, 201)["asked"]
    assert product["id"] in [one["product_id"] for one in asked]
    again = factory.post(f"{REQUESTS}/missing", {}, 201)
    assert again["asked"] == []
    twice = ask_again(factory, mill, product)
    assert twice["open_already"] == [
        one["id"] for one in asked if one["product_id"] == product["id"]
    ]
    found = factory.get(REQUESTS, state="open", supplier_id=mill.id)
    assert found["total"] >= len(asked)
    table = factory.http.get(f"{REQUESTS}.csv", params={"state": "open"}).text
    assert all(one["id"] in table for one in asked)


def ask_again(buyer: Side, mill: Side, product: Json) -> Json:
    """Ask for what is open already."""
    return buyer.post(REQUESTS, {"supplier": mill.id, "product": product["id"]}, 201)


def factory_day(factory: Side) -> str:
    """A day of the last year that procurement takes for a purchase."""
    from datetime import UTC, datetime, timedelta

    assert factory.id
    return (datetime.now(UTC) - timedelta(days=30)).date().isoformat()
