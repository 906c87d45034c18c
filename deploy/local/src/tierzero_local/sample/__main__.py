"""Loads the sample through the public APIs, as its users would.

Usage: ``python -m tierzero_local.sample SIGN-INS MARK``. Each step may be repeated; MARK is written
when all of them are done.
"""

import json
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from tierzero.settings import Settings
from tierzero_local.acting import Actor
from tierzero_local.sample import buying, cooperating, supplying
from tierzero_local.sample.calling import send
from tierzero_local.sample.data import identity, read

Json = dict[str, Any]


def main() -> None:
    """Load everything and leave the mark."""
    sign_ins, mark = map(Path, sys.argv[1:3])
    began = monotonic()
    load(json.loads(sign_ins.read_text()), Settings(service="sample"), datetime.now(UTC).date())
    print(f"loaded in {monotonic() - began:.1f} s")
    mark.touch()


def load(access: Json, settings: Settings, today: date) -> None:
    """Let every organization of the sample enter what is its own."""
    services = {
        "supplier-portal": settings.portal_url,
        "procurement": settings.procurement_url,
        "aggregator": settings.aggregator_url,
    }
    product_ids: dict[str, str] = {}
    for organization in dict.fromkeys(product["organization"] for product in read("products")):
        supplier = acting_for(access, services, organization)
        product_ids |= supply(supplier, organization, today)
    for bill in supplying.bills(product_ids):
        state(acting_for(access, services, bill.organization), bill)
    for year in supplying.own_emissions(today):
        state(acting_for(access, services, year.organization), year)
    act = partial(acting_for, access, services)
    cooperate(act, today, product_ids)
    buy(act("factory"), today, product_ids)


def supply(supplier: Actor, organization: str, today: date) -> dict[str, str]:
    """Enter what a supplier enters; key of each product → its id."""
    with supplier.http("supplier-portal") as portal:
        products = supplying.enter_products(portal, organization)
        supplying.submit_footprints(portal, today, products)
        supplying.enter_initiatives(portal, today, organization)
    print(f"{organization}: {len(products)} products", flush=True)
    return {key: product["id"] for key, product in products.items()}


def cooperate(act: Callable[[str], Actor], today: date, product_ids: Mapping[str, str]) -> None:
    """Verify a footprint, share a measure, and make a footprint from its parts."""
    plan = cooperating.plan()
    footprint_id = cooperating.verified_footprint(today)
    with act(plan["verified"]["supplier"]).http("supplier-portal") as portal:
        cooperating.ask_to_verify(portal, footprint_id)
        cooperating.share_a_measure(portal, today)
        cooperating.calculate(portal, today, product_ids)
    with act(plan["verified"]["verifier"]).http("supplier-portal") as portal:
        cooperating.confirm(portal, today)
    with act(plan["joint"]["partner"]).http("supplier-portal") as portal:
        cooperating.agree(portal)


def state(supplier: Actor, statement: supplying.Statement) -> None:
    """Put what a supplier states in its place."""
    with supplier.http("supplier-portal") as portal:
        send(portal, "PUT", statement.path, statement.content)


def buy(buyer: Actor, today: date, product_ids: Mapping[str, str]) -> None:
    """Enter what the buyer enters."""
    with buyer.http("procurement") as procurement:
        buying.publish_factors(procurement, today)
        buying.state_policy(procurement, today)
        buying.record_purchases(procurement, today)
        buying.record_activities(procurement, today)
        buying.set_limits(procurement, today, product_ids)
        cooperating.ask(procurement, product_ids)
    with buyer.http("aggregator") as aggregator:
        buying.set_targets(aggregator, today)
        buying.publish_progress(aggregator)
        settled = buying.wait_for_figures(aggregator, buyer.organization_id)
    print("factory: factors, purchases, limits, targets", flush=True)
    print("figures are there" if settled else "figures are still on their way", flush=True)


def acting_for(access: Json, services: Mapping[str, str], organization: str) -> Actor:
    """The organization's sign-in and program."""
    wanted = identity("organization", organization)
    program = next(c for c in access["api_clients"] if c["organization_id"] == wanted)
    person = next((u for u in access["users"] if u["organization_id"] == wanted), None)
    return Actor(
        services=services,
        organization_id=wanted,
        user=person["user"] if person else "",
        password=person["password"] if person else "",
        client_id=program["client_id"],
        client_secret=program["client_secret"],
    )


if __name__ == "__main__":
    main()
