"""Who sees what of a supplier's footprints, and the ledger of who has received them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from carbon.footprint.parsing import parse_footprint
from supplier_portal.footprints.repository import Criteria
from supplier_portal.portal import Portal
from supplier_portal.sharing import service as sharing
from supplier_portal.sharing.service import Way
from tierzero.lists import Turn
from tierzero.settings import Settings
from tierzero.store import Session, connect
from tierzero.tenancy import Scope
from tierzero.topics import PRODUCTS

from .documents import add_product, csv_file, footprint, product, row, unique, upload
from .portal_process import PortalProcess

T = TypeVar("T")
Use = Callable[[Portal], Awaitable[T]]


def within(portal: PortalProcess, use: Use[T]) -> T:
    """What a use case answers on the portal's own database."""

    async def run() -> T:
        settings = Settings(
            service="supplier-portal", store=portal.store_uri, database=portal.database
        )
        own = Portal(connect(settings), settings)
        try:
            return await use(own)
        finally:
            await own.store.close()

    return asyncio.run(run())


def issue(portal: PortalProcess, **changes: object) -> str:
    """A footprint of a new product shared as the changes say; its id."""
    client = portal.program("mill")
    added = add_product(client, **changes)
    document = footprint(added, comment="canary-comment")
    answer = client.post("/api/v1/footprints", json=document)
    assert answer.status_code == 201, answer.text
    return document["id"]


CASES = [
    ({"sharing": "public"}, {"", "factory", "foundry"}),
    ({"sharing": "all_customers"}, {"factory"}),
    ({"sharing": "named_customers", "shared_with": ["foundry"]}, {"foundry"}),
    ({"sharing": "nobody"}, set[str]()),
]


@pytest.mark.parametrize(("how", "viewers"), CASES, ids=[str(how) for how, _ in CASES])
def test_each_viewer_finds_what_it_is_shown(
    portal: PortalProcess, how: dict[str, object], viewers: set[str]
) -> None:
    identity = issue(portal, **how)

    async def found_by(own: Portal) -> set[str]:
        found: set[str] = set()
        for viewer in ("", "factory", "foundry", "operator"):
            listed = await sharing.page(own, viewer, Criteria(), limit=1_000)
            alone = await sharing.find(own, viewer, identity)
            assert (alone is not None) == any(one.issued.id == identity for one in listed.found)
            found |= {viewer} if alone else set()
        return found

    expected = viewers | ({"operator"} if how["sharing"] == "public" else set())
    assert within(portal, found_by) == expected


def test_a_new_sharing_holds_for_footprints_issued_before(portal: PortalProcess) -> None:
    client = portal.program("mill")
    added = add_product(client, sharing="nobody")
    document = footprint(added)
    assert client.post("/api/v1/footprints", json=document).status_code == 201

    async def seen(own: Portal) -> bool:
        return await sharing.find(own, "foundry", document["id"]) is not None

    assert not within(portal, seen)
    named = product(number=added["number"], sharing="named_customers", shared_with=["foundry"])
    assert client.put(f"/api/v1/products/{added['id']}", json=named).status_code == 200
    assert within(portal, seen)
    ended = product(number=added["number"], sharing="nobody", shared_with=[])
    assert client.put(f"/api/v1/products/{added['id']}", json=ended).status_code == 200
    assert not within(portal, seen)


def test_a_change_that_says_nothing_of_sharing_leaves_it(portal: PortalProcess) -> None:
    client = portal.program("mill")
    how = {"sharing": "named_customers", "shared_with": ["factory"], "shared_detail": "total_only"}
    added = add_product(client, **how)
    stated = product(number=added["number"], name="Another name")
    changed = client.put(f"/api/v1/products/{added['id']}", json=stated).json()
    assert {name: changed[name] for name in how} == how
    facts = [fact for fact in portal.outbox(PRODUCTS) if fact.fact.id == added["id"]]
    assert [fact.shared_detail for fact in facts] == [1, 1]


@pytest.mark.parametrize("detail", ["total_only", "all_fields"])
def test_a_viewer_gets_as_much_as_the_product_shows(portal: PortalProcess, detail: str) -> None:
    identity = issue(portal, sharing="public", shared_detail=detail)

    async def document(own: Portal) -> object:
        shown = await sharing.find(own, "factory", identity)
        assert shown is not None
        return shown.document

    presented = within(portal, document)
    assert parse_footprint(presented)[0] is not None
    assert ("canary-comment" in str(presented)) == (detail == "all_fields")
    assert ("primaryDataShare" in str(presented)) == (detail == "all_fields")


def test_the_ledger_has_one_entry_per_footprint_recipient_and_way(portal: PortalProcess) -> None:
    identity = issue(portal, sharing="public")
    mill = Scope("mill", "a test")

    async def disclose(own: Portal) -> None:
        shown = await sharing.find(own, "factory", identity)
        assert shown is not None
        for way in (Way.PACT, Way.PACT, Way.PACT_EVENT):
            await sharing.note_shown(own, [shown], "factory", way)
        await sharing.note_shown(own, [shown], "foundry", Way.PACT)
        await sharing.note_shown(own, [shown], "mill", Way.PACT)

        async def again(session: Session) -> None:
            held = await sharing.disclosed(
                own, mill, session, shown.issued, "factory", Way.PACT_EVENT
            )
            assert held == []

        await own.store.in_transaction(again)

    async def ledger(own: Portal) -> list[tuple[str, Way]]:
        pages = await sharing.disclosures(own, mill, Turn(), 10, footprint_id=identity)
        found = pages.items
        return sorted((one.recipient_id, one.way) for one in found)

    within(portal, disclose)
    assert within(portal, ledger) == [
        ("factory", Way.PACT),
        ("factory", Way.PACT_EVENT),
        ("foundry", Way.PACT),
    ]


def test_two_readers_at_once_leave_one_entry(portal: PortalProcess) -> None:
    identity = issue(portal, sharing="public")

    async def read_at_once(own: Portal) -> int:
        shown = await sharing.find(own, "factory", identity)
        assert shown is not None
        reading = [sharing.note_shown(own, [shown], "factory", Way.PACT) for _ in range(6)]
        await asyncio.gather(*reading)
        count = await sharing.count_disclosures(own, Scope("mill", "t"), footprint_id=identity)
        return count.value

    assert within(portal, read_at_once) == 1


def test_a_file_states_how_much_is_shown_and_an_empty_cell_leaves_it(portal: PortalProcess) -> None:
    client, number = portal.program("foundry"), unique("F")

    def detail_after(**cells: str) -> str:
        answer = upload(client, csv_file(row(number, **cells)))
        assert answer.is_success, answer.text
        [found] = client.get("/api/v1/products", params={"q": number}).json()["data"]
        return found["shared_detail"]

    assert detail_after(shared_detail="total_only") == "total_only"
    assert detail_after(pcf_excluding_biogenic_uptake="3") == "total_only"
    assert detail_after(shared_detail="All fields") == "all_fields"
    refused = upload(client, csv_file(row(number, shared_detail="half of it")))
    assert refused.status_code == 422
    assert "shared_detail" in refused.text
