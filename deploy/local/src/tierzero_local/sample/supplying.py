"""What suppliers do in the portal: products, footprints, initiatives."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import httpx

from tierzero_local.sample.calling import send
from tierzero_local.sample.data import identity, read
from tierzero_local.sample.footprints import documents

Json = dict[str, Any]
CONFLICT = 409


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


def _product(portal: httpx.Client, entry: Json) -> Json:
    stated = {k: v for k, v in entry.items() if k not in ("key", "organization")}
    answer = send(portal, "POST", "/api/v1/products", stated, {CONFLICT})
    if answer.status_code != CONFLICT:
        return answer.json()
    found = send(portal, "GET", f"/api/v1/products?q={entry['number']}", None).json()["data"]
    return next(product for product in found if product["number"] == entry["number"])
