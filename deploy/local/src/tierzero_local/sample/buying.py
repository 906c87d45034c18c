"""The buyer's part: factors, limits, purchases and activities; targets in the aggregator."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import httpx

from tierzero_local.sample.activities import activities
from tierzero_local.sample.calling import once_known, send, wait_until
from tierzero_local.sample.data import read
from tierzero_local.sample.economy import exchange_rates, price_indices
from tierzero_local.sample.limits import terms
from tierzero_local.sample.purchases import entries

Json = dict[str, Any]
CONFLICT = 409


def publish_factors(procurement: httpx.Client, today: date) -> None:
    """Publish the fallbacks: emission factors, exchange rates, price indices."""
    send(procurement, "POST", "/api/v1/factors", read("factors"))
    send(procurement, "POST", "/api/v1/exchange-rates", exchange_rates(today))
    send(procurement, "POST", "/api/v1/price-indices", price_indices(today))


def accounting_policy(today: date) -> Json:
    """How the factory accounts: its base year, and the categories it leaves out."""
    policy = read("policy")
    return {**policy, "base_year": today.year + policy["base_year"]}


def state_policy(procurement: httpx.Client, today: date) -> None:
    """State how the factory accounts; a repetition changes nothing."""
    send(procurement, "PUT", "/api/v1/inventory-policy", accounting_policy(today))


def set_limits(procurement: httpx.Client, today: date, product_ids: Mapping[str, str]) -> None:
    """Set every limit, as soon as procurement has heard of the products."""
    for limit in terms(today, product_ids):
        once_known(partial(send, procurement, "POST", "/api/v1/limits", limit, {CONFLICT}))


def record_purchases(procurement: httpx.Client, today: date) -> None:
    """Record all purchases at once; a repetition corrects nothing."""
    purchases = entries(today)
    once_known(partial(send, procurement, "POST", "/api/v1/purchases", purchases))


def record_activities(procurement: httpx.Client, today: date) -> None:
    """Record what else the factory did: energy, transport, waste, travel, use of its products."""
    send(procurement, "POST", "/api/v1/activities", activities(today))


def set_targets(aggregator: httpx.Client, today: date) -> None:
    """Set every target, as soon as the inventory knows the base year."""
    for entry in read("targets"):
        target = {
            **entry,
            "base_year": today.year + entry["base_year"],
            "target_year": today.year + entry["target_year"],
        }
        once_known(partial(send, aggregator, "POST", "/api/v1/targets", target, {CONFLICT}))


def publish_progress(aggregator: httpx.Client) -> None:
    """Let everyone see how far the factory has come."""
    send(aggregator, "PUT", "/api/v1/publication", {"published": True})


def wait_for_figures(aggregator: httpx.Client, factory: str) -> bool:
    """Wait until every line has its price, so that the first look shows no half-way figures."""
    return wait_until(lambda: _is_settled(aggregator.get(f"/api/v1/progress/{factory}")))


def _is_settled(answer: httpx.Response) -> bool:
    if answer.is_error:
        return False
    years = answer.json()["directions"]["upstream"]["years"]
    return bool(years) and not any(year["unresolved_line_count"] for year in years)
