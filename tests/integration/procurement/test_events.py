"""Facts arrive in any order, twice, broken or late: the verdicts are the same."""

import itertools
import signal
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from bus import send_raw
from portal_stand_in import footprint_fact, organization_fact, product_fact

from tierzero.supplier_portal.v1 import footprint_pb2, product_pb2
from tierzero.topics import ASSESSMENTS, FOOTPRINTS, ORGANIZATIONS, PRODUCTS

Eventually = Callable[..., Any]
TERMS = {
    "product_classification": "urn:naics:3252",
    "declared_unit": "kilogram",
    "maximum": "2",
    "valid_from": "2026-01-01",
}


@pytest.fixture
def limited(world: Any, buyer: str) -> str:
    """A limit on a class, set before anything is known."""
    with world.client(buyer) as client:
        return client.post("/api/v1/limits", json=TERMS).json()["id"]


def verdict(world: Any, buyer: str, product_id: str) -> tuple[str, str, int] | None:
    """Verdict, value and version of a product for a buyer; None where there is none."""
    held = world.database.assessments.find_one(
        {"organization_id": buyer, "product_id": product_id, "withdrawn": False}
    )
    return (held["verdict"], held["value"], held["version"]) if held else None


def stated(world: Any, supplier: str) -> list[int]:
    """Versions of all assessments ever put into the outbox for a supplier."""
    wanted = {"topic": "procurement.assessments.v1", "key": supplier}
    # The store's own order is another once rows have been marked as published.
    rows = world.database.outbox.find(wanted).sort("_id", 1)
    return [
        fact.fact.version
        for row in rows
        for fact in ASSESSMENTS.envelope.FromString(bytes(row["value"])).facts
    ]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_arrival_does_not_show(
    world: Any,
    buyer: str,
    supplier: str,
    limited: str,
    order: tuple[int, ...],
    eventually: Eventually,
) -> None:
    product_id = str(uuid.uuid4())
    facts = [
        (ORGANIZATIONS, organization_fact(supplier, "Mill", (buyer,))),
        (PRODUCTS, product_fact(supplier, product_id)),
        (FOOTPRINTS, footprint_fact(supplier, product_id, "1.5")),
    ]
    for place in order:
        topic, fact = facts[place]
        world.portal.state(topic, supplier, fact)
    eventually(lambda: (verdict(world, buyer, product_id) or ("",))[0] == "pass")


def test_a_replay_of_the_bus_changes_nothing_and_publishes_nothing(
    world: Any, buyer: str, supplier: str, limited: str, eventually: Eventually
) -> None:
    product_id = str(uuid.uuid4())
    facts = [
        (ORGANIZATIONS, organization_fact(supplier, "Mill", (buyer,))),
        (PRODUCTS, product_fact(supplier, product_id)),
        (FOOTPRINTS, footprint_fact(supplier, product_id, "2.5")),
    ]
    for topic, fact in facts:
        world.portal.state(topic, supplier, fact)
    eventually(lambda: (verdict(world, buyer, product_id) or ("",))[0] == "fail")
    before = verdict(world, buyer, product_id), stated(world, supplier)
    for topic, fact in (*facts, *reversed(facts)):
        world.portal.state(topic, supplier, fact)
    # A fact behind the replay on each topic shows that the replay has been handled.
    marker = str(uuid.uuid4())
    world.portal.product(supplier, marker, classifications=("urn:naics:111",))
    world.portal.footprint(supplier, marker, "1")
    renamed = organization_fact(supplier, "Renamed", (buyer,), version=2)
    world.portal.state(ORGANIZATIONS, supplier, renamed)
    database = world.database
    eventually(lambda: database.catalogue_organizations.find_one({"_id": supplier})["version"] == 2)
    eventually(lambda: database.catalogue_footprints.find_one({"product_id": marker}))
    eventually(lambda: database.catalogue_products.find_one({"_id": marker}))
    assert (verdict(world, buyer, product_id), stated(world, supplier)) == before


def test_an_older_version_that_arrives_late_is_ignored(
    world: Any, buyer: str, supplier: str, limited: str, eventually: Eventually
) -> None:
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    world.portal.product(supplier, product_id, version=2, classifications=("urn:naics:325211",))
    eventually(lambda: (verdict(world, buyer, product_id) or ("",))[0] == "no_data")
    world.portal.product(supplier, product_id, version=1, classifications=("urn:naics:111",))
    world.portal.footprint(supplier, product_id, "1")
    eventually(lambda: (verdict(world, buyer, product_id) or ("",))[0] == "pass")


def test_a_deprecated_footprint_gives_way_to_the_active_one(
    world: Any, buyer: str, supplier: str, limited: str, eventually: Eventually
) -> None:
    product_id, old = str(uuid.uuid4()), str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    world.portal.product(supplier, product_id)
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=390)
    world.portal.footprint(supplier, product_id, "2.5", footprint_id=old, start=start)
    eventually(lambda: (verdict(world, buyer, product_id) or ("",))[0] == "fail")
    deprecated = {"status": footprint_pb2.FOOTPRINT_STATUS_DEPRECATED, "version": 2}
    world.portal.footprint(supplier, product_id, "1.5")
    world.portal.footprint(supplier, product_id, "2.5", footprint_id=old, start=start, **deprecated)
    eventually(lambda: (verdict(world, buyer, product_id) or ("",))[:2] == ("pass", "1.5"))


def test_what_is_no_longer_shown_loses_its_verdict_and_gets_it_back(
    world: Any, buyer: str, supplier: str, limited: str, eventually: Eventually
) -> None:
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    world.portal.product(supplier, product_id)
    eventually(lambda: verdict(world, buyer, product_id))
    world.portal.product(
        supplier, product_id, version=2, sharing=product_pb2.SHARING_NAMED_CUSTOMERS
    )
    eventually(lambda: verdict(world, buyer, product_id) is None)
    world.portal.product(
        supplier,
        product_id,
        version=3,
        sharing=product_pb2.SHARING_NAMED_CUSTOMERS,
        shared_with=[buyer],
    )
    assert eventually(lambda: verdict(world, buyer, product_id))[2] == 3


def test_poison_is_parked_with_its_reason_and_its_neighbours_are_kept(
    world: Any, buyer: str, supplier: str, limited: str, eventually: Eventually
) -> None:
    good, bad = str(uuid.uuid4()), str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    for product_id in (good, bad):
        world.portal.product(supplier, product_id)
    broken = footprint_fact(supplier, bad, "not a number")
    foreign = footprint_fact(supplier, bad, "1")
    foreign.fact.organization_id = str(uuid.uuid4())
    world.portal.state(FOOTPRINTS, supplier, broken, footprint_fact(supplier, good, "1"), foreign)
    send_raw(world.settings.broker, FOOTPRINTS, supplier, b"\xff\xff\xff")
    eventually(lambda: (verdict(world, buyer, good) or ("",))[0] == "pass")

    def reasons() -> list[str]:
        letters = world.database.dead_letters.find({"key": supplier.encode()})
        return sorted(letter["reason_code"] for letter in letters)

    eventually(lambda: len(reasons()) == 3)
    assert reasons() == ["undecodable", "unreadable-footprint", "wrong-owner"]
    letter = world.database.dead_letters.find_one(
        {"key": supplier.encode(), "reason_code": "unreadable-footprint"}
    )
    assert "pcf.pcfExcludingBiogenicUptake" in letter["reason"]
    assert verdict(world, buyer, bad)[0] == "no_data"


def test_a_killed_worker_goes_on_where_it_was(
    world: Any, buyer: str, supplier: str, limited: str, eventually: Eventually
) -> None:
    products = [str(uuid.uuid4()) for _ in range(5)]
    world.portal.supplier(supplier, buyer)
    for product_id in products:
        world.portal.product(supplier, product_id)
        world.portal.footprint(supplier, product_id, "1")
    world.processes["worker"].send_signal(signal.SIGKILL)
    world.processes["worker"].wait()
    for product_id in products:
        world.portal.footprint(supplier, product_id, "0.5")
    world.start("worker")
    eventually(
        lambda: all((verdict(world, buyer, one) or ("",))[0] == "pass" for one in products), 150
    )
    eventually(
        lambda: (
            world.database.catalogue_footprints.count_documents({"organization_id": supplier}) == 10
        )
    )
    assert max(stated(world, supplier)) <= 3
