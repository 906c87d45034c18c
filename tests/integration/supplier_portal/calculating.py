"""A process to calculate with: a casting from a mill's parts, energy and transport."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
from pymongo import MongoClient

from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.reference_factors import events, service
from supplier_portal.register import register_scope
from tierzero.procurement.v1 import factor_pb2 as contract
from tierzero.settings import Settings
from tierzero.store import connect

from .documents import Json, add_product, footprint, unique
from .portal_process import PortalProcess

YEAR = {"first_day": "2025-01-01", "last_day": "2025-12-31", "site": "CN-JS"}


def factor_fact(**given: Any) -> contract.EmissionFactor:
    """A published average of everybody."""
    values = {
        "factor_set": "national",
        "factor_set_version": "2025.1",
        "kind": contract.FACTOR_KIND_AVERAGE_DATA,
        "classification": "urn:cpc:34730",
        "name": "Plastics in primary forms",
        "value": "1.5",
        "unit": "kilogram",
        "region": "CN",
        "data_year": 2024,
        "gwp_set": "AR6",
    }
    identity = given.pop("id", unique("factor"))
    recorded = given.pop("recorded_at", datetime(2026, 1, 1, tzinfo=UTC))
    fact = contract.EmissionFactor(**(values | given))
    fact.fact.id, fact.fact.version = identity, 1
    fact.fact.recorded_at.FromDatetime(recorded)
    return fact


async def publish(portal: PortalProcess, *facts: contract.EmissionFactor) -> None:
    """Let the portal know factors, as its worker does."""
    settings = Settings(service="supplier-portal", store=portal.store_uri, database=portal.database)
    store = connect(settings)
    await prepare(store.database)
    found = [events.factor_of(fact) for fact in facts]
    await service.learn(Portal(store, settings), register_scope("test"), found)
    await store.close()


def foreign_part(
    portal: PortalProcess, pcf: Json | None = None, name_zh: str = ""
) -> tuple[Json, Json]:
    """A product that a caster of its own shares with the mill, and its footprint."""
    operator = portal.program("operator")
    caster = {"id": unique("caster"), "name": "Caster", "customer_ids": ["mill"]}
    caster |= {"name_zh": name_zh}
    operator.post("/api/v1/organizations", json=caster).raise_for_status()
    operator.params = {"supplier_id": caster["id"]}
    made = add_product(operator, name="Casting", number=unique("C"))
    stated = footprint(made, pcf)
    operator.post("/api/v1/footprints", json=stated).raise_for_status()
    return made, stated


def part_of(product: Mapping[str, Any], **given: Any) -> Json:
    """A row of materials that names a product."""
    return {"supplier_id": product["supplier_id"], "product_id": product["id"], **given}


def begin(client: httpx.Client, product: Json, **stated: Any) -> Json:
    """A calculation of a product."""
    body = {"product_id": product["id"], "stated": {**YEAR, **stated}}
    answer = client.post("/api/v1/calculations", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def result_of(client: httpx.Client, calculation: Json) -> Json:
    """What follows from it now."""
    answer = client.get(f"/api/v1/calculations/{calculation['id']}/result")
    assert answer.status_code == 200, answer.text
    return answer.json()


def published(portal: PortalProcess, collection: str) -> int:
    """How many documents of a collection there are."""
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        return client[portal.database][collection].count_documents({})


def complete(part: Json, **given: Any) -> Json:
    """A statement that lacks nothing, with the casting as its material."""
    stated = {
        "output_amount": "1000",
        "materials": [part_of(part, quantity="800", unit="kg")],
        "packaging": [
            {
                "name": "Box",
                "quantity": "20",
                "unit": "kg",
                "value": "0.8",
                "value_unit": "kg",
                "source_name": "national",
                "source_version": "2025.1",
                "region": "CN",
                "data_year": 2024,
            }
        ],
        "electricity": [{"name": "Grid", "quantity": "0.1", "unit": "万千瓦时"}],
        "fuels": [
            {"fuel": "natural gas", "quantity": "0.5", "unit": "t", "upstream": "5.6"},
        ],
        "transport": [{"quantity": "800", "unit": "kg", "distance": "250", "mode": "truck"}],
        "gases": [{"gas": "R-410A", "quantity": "100", "unit": "g"}],
        "capture_included": False,
        "biogenic_carbon_content": "0",
        "fossil_carbon_content": "0.01",
    }
    return {**stated, **given}
