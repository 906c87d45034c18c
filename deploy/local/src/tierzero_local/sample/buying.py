"""What the buyer does: factors, limits and purchases in procurement, targets in the aggregator."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import httpx

from tierzero_local.sample.calling import once_known, send
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


def set_limits(procurement: httpx.Client, today: date, product_ids: Mapping[str, str]) -> None:
    """Set every limit, as soon as procurement has heard of the products."""
    for limit in terms(today, product_ids):
        once_known(partial(send, procurement, "POST", "/api/v1/limits", limit, {CONFLICT}))


def record_purchases(procurement: httpx.Client, today: date) -> None:
    """Record all purchases at once; a repetition corrects nothing."""
    purchases = entries(today)
    once_known(partial(send, procurement, "POST", "/api/v1/purchases", purchases))


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
