"""What an earlier release stored is found as if it were new; once, and nothing is told anew."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest

from carbon.units import DeclaredUnit
from supplier_portal.catalogue import repository as catalogue
from supplier_portal.catalogue.service import Wanted
from supplier_portal.footprints import completing, repository
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint, Origin
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import OrganizationInput
from supplier_portal.pact import listing
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.products import service as products
from supplier_portal.products.service import Product, ProductInput
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.tenancy import Scope

from .documents import footprint as document_of

MILL = Scope("mill", actor="engineer", permissions=("footprints:issue",))
FACTORY, FOUNDRY = Scope("factory", actor="buyer"), Scope("foundry", actor="buyer")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
async def portal(store_uri: str, database_name: str) -> AsyncIterator[Portal]:
    settings = Settings(service="test", store=store_uri, database=database_name)
    made = Portal(connect(settings), settings, lambda: NOW)
    await prepare(made.database)
    for identity, customers in (("mill", ["factory"]), ("factory", []), ("foundry", [])):
        stated = OrganizationInput(id=identity, name=identity, customer_ids=customers)
        await organizations.state(made, "test", stated)
    yield made
    await made.store.close()


async def product(portal: Portal, number: str, **how: Any) -> Product:
    stated = ProductInput(number=number, name="Coil", declared_unit=DeclaredUnit.KILOGRAM, **how)
    return await products.add(portal, MILL, stated)


async def issue(portal: Portal, of: Product, **changes: Any) -> IssuedFootprint:
    stated = footprints.read(document_of(of.content(), **changes))
    return (await footprints.submit(portal, MILL, stated, Origin.API)).footprint


async def forget(portal: Portal) -> dict[str, Any]:
    """Make the store look as an earlier release left it; what there was by collection."""
    held = {name: await every(portal, name) for name in (repository.COLLECTION, "catalogue")}
    lacking = {"shown_to": "", "announce_at": ""}
    await portal.database[repository.COLLECTION].update_many({}, {"$unset": lacking})
    await portal.database[catalogue.COLLECTION].delete_many({})
    return held


async def every(portal: Portal, name: str) -> list[dict[str, Any]]:
    return [one async for one in portal.database[name].find({}, sort=[("_id", 1)])]


async def seen_by(portal: Portal, reader: Scope) -> set[str]:
    listed = await listing.listed(portal, reader, Wanted(), None, 100)
    return {one["id"] for one in listed.documents}


async def test_footprints_of_an_earlier_release_are_listed_and_announced(portal: Portal) -> None:
    coil = await product(portal, "P1")
    secret = await product(portal, "P2", sharing="nobody")
    named = await product(portal, "P3", sharing="named_customers", shared_with=["foundry"])
    first = await issue(portal, coil)
    second = await issue(portal, coil, precedingPfIds=[first.id])
    hidden, special = await issue(portal, secret), await issue(portal, named)
    held = await forget(portal)
    outbox = await every(portal, "outbox")
    assert await seen_by(portal, FACTORY) == set()

    assert await completing.complete(portal) == 4
    assert await seen_by(portal, FACTORY) == {first.id, second.id}
    assert await seen_by(portal, FOUNDRY) == {special.id}
    assert await seen_by(portal, MILL) == {first.id, second.id, hidden.id, special.id}
    for name, documents in held.items():
        assert await every(portal, name) == documents
    assert await every(portal, "outbox") == outbox


async def test_it_is_done_until_nothing_is_missing_and_then_looked_at_no_more(
    portal: Portal,
) -> None:
    coil = await product(portal, "P1")
    await issue(portal, coil)
    held = await forget(portal)
    assert await completing.complete(portal) == 1
    # A process of the earlier release was still running.
    await issue(portal, coil)
    await forget(portal)
    assert await completing.complete(portal) == 2
    assert await completing.complete(portal) == 0
    assert len(await every(portal, completing.NOTES)) == 1
    await forget(portal)
    assert await completing.complete(portal) == 0
    assert await every(portal, "catalogue") == []
    assert held


async def test_only_what_is_missing_is_added(portal: Portal) -> None:
    coil = await product(portal, "P1")
    kept, lacking = await issue(portal, coil), await issue(portal, coil)
    await portal.database[repository.COLLECTION].update_one(
        {"_id": kept.id}, {"$set": {"announce_at": None}}
    )
    await portal.database[catalogue.COLLECTION].delete_many({"footprint_id": lacking.id})
    assert await completing.complete(portal) == 1
    documents = {one["_id"]: one for one in await every(portal, repository.COLLECTION)}
    assert documents[kept.id]["announce_at"] is None
    assert await seen_by(portal, FACTORY) == {kept.id, lacking.id}


async def test_a_new_store_needs_nothing(portal: Portal) -> None:
    assert await completing.complete(portal) == 0
    assert len(await every(portal, completing.NOTES)) == 1
