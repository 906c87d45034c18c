"""What suppliers do in the portal: products, footprints, bills of materials, initiatives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from tierzero_local.sample.calling import send
from tierzero_local.sample.data import identity, read
from tierzero_local.sample.footprints import documents

Json = dict[str, Any]
CONFLICT = 409


@dataclass(frozen=True)
class Statement:
    """What a supplier puts in a place of its own, once or again."""

    organization: str
    path: str
    content: Json


def enter_products(portal: httpx.Client, organization: str) -> dict[str, Json]:
    """Enter the organization's products; key in the data → product as the portal knows it."""
    entries = [e for e in read("products") if e["organization"] == organization]
    return {entry["key"]: _product(portal, entry) for entry in entries}


def submit_footprints(portal: httpx.Client, today: date, products: Mapping[str, Json]) -> None:
    """Submit every footprint of the products, the oldest first."""
    for key, known in products.items():
        for document in documents(today, key, known):
            send(portal, "POST", "/api/v1/footprints", document)


def enter_initiatives(portal: httpx.Client, today: date, organization: str) -> None:
    """Enter the organization's initiatives with what was measured."""
    for entry in read("initiatives"):
        if entry["organization"] == organization:
            send(portal, "POST", "/api/v1/initiatives", initiative(today, entry), {CONFLICT})


def bills(product_ids: Mapping[str, str]) -> Iterator[Statement]:
    """What products are made of; ``product_ids`` are those of all suppliers, by key."""
    owners = {entry["key"]: entry["organization"] for entry in read("products")}
    for entry in read("bills"):
        path = f"/api/v1/products/{product_ids[entry['product']]}/bill-of-materials"
        parts = [_part(part, owners, product_ids) for part in entry["parts"]]
        stated = {name: value for name, value in entry.items() if name != "product"}
        yield Statement(owners[entry["product"]], path, {**stated, "parts": parts})


def own_emissions(today: date) -> Iterator[Statement]:
    """What suppliers emitted themselves in the years that are over."""
    for entry in read("own_emissions"):
        path = f"/api/v1/own-emissions/{today.year + entry['year']}"
        stated = {k: v for k, v in entry.items() if k not in ("organization", "year")}
        yield Statement(entry["organization"], path, stated)


def initiative(today: date, entry: Json) -> Json:
    """An initiative as the portal takes it."""
    return {
        "id": identity("initiative", entry["key"]),
        "name": entry["name"],
        "description": entry["description"],
        "type": entry["type"],
        "direction": entry["direction"],
        "state": entry["state"],
        "baseline_year": today.year + entry["baseline_year"],
        "baseline_emissions": entry["baseline_emissions"],
        "target_year": today.year + entry["target_year"],
        "target_emissions": entry["target_emissions"],
        "measured_reductions": [
            {**measured, "year": today.year + measured["year"]} for measured in entry["reductions"]
        ],
        "customer_ids": [identity("organization", key) for key in entry["customers"]],
    }


def _part(part: Json, owners: Mapping[str, str], product_ids: Mapping[str, str]) -> Json:
    key = part["product"]
    named = {
        "supplier_id": identity("organization", owners[key]),
        "product_id": product_ids[key],
    }
    return {name: value for name, value in part.items() if name != "product"} | named


def _product(portal: httpx.Client, entry: Json) -> Json:
    stated = {k: v for k, v in entry.items() if k not in ("key", "organization")}
    answer = send(portal, "POST", "/api/v1/products", stated, {CONFLICT})
    if answer.status_code != CONFLICT:
        return answer.json()
    found = send(portal, "GET", f"/api/v1/products?q={entry['number']}", None).json()["data"]
    return next(product for product in found if product["number"] == entry["number"])
