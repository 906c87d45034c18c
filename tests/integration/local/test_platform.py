"""The whole platform with its sample: what a newcomer gets by one command."""

import json
import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.engines import BROKER
from tierzero_local.handle import Platform, started
from tierzero_local.sample.data import identity

ARRIVES_WITHIN_SECONDS = 60.0
pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]


def get(platform: Platform, role: str, service: str, path: str) -> Any:
    with platform.actor(role).http(service) as client:
        return client.get(path).raise_for_status().json()


def eventually(condition: Callable[[], Any]) -> Any:
    deadline = time.monotonic() + ARRIVES_WITHIN_SECONDS
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert found, "it did not arrive in time"
    return found


def emissions(platform: Platform, direction: str = "upstream") -> dict[int, Decimal]:
    """Emissions of each year in one direction, as everyone may see them."""
    factory = platform.actor("buyer").organization_id
    answer = httpx.get(f"{platform.services['aggregator']}/api/v1/progress/{factory}")
    if answer.status_code == 404:
        return {}
    years = answer.raise_for_status().json()["directions"][direction]["years"]
    return {year["year"]: Decimal(year["emissions"]) for year in years if year["emissions"]}


def test_one_command_gives_a_platform_with_progress_that_is_there_again_the_next_day(
    tmp_path: Path,
) -> None:
    with started(tmp_path, f"--broker={BROKER}") as first:
        for url in first.services.values():
            assert httpx.get(f"{url}/livez").status_code == 200
            assert httpx.get(f"{url}/readyz").status_code == 200
        before = eventually(lambda: len(emissions(first)) == 3 and emissions(first))
        # What was sold is collected by customers, used and thrown away: categories 9, 11 and 12.
        assert set(emissions(first, "downstream")) <= set(before)
        assert max(emissions(first, "downstream").values()) > 10_000
        check_that_no_list_is_empty(first)
        products = get(first, "supplier", "supplier-portal", "/api/v1/products")
    began = time.monotonic()
    with started(tmp_path, f"--broker={BROKER}") as second:
        print(f"second start: {time.monotonic() - began:.1f} s")
        assert emissions(second) == before
        assert get(second, "supplier", "supplier-portal", "/api/v1/products") == products
        assert sign_ins(second) == sign_ins(first)
        os.kill(second.processes["broker"], signal.SIGKILL)
        eventually(lambda: pid_of_broker(second) != second.processes["broker"])
        buy_steel(second)
        year = max(before)
        after = eventually(lambda: emissions(second)[year] > before[year] and emissions(second))
        assert {**after, year: before[year]} == before


def check_that_no_list_is_empty(platform: Platform) -> None:
    """What the sample's supplier finds at once: verified, shared, asked for, calculated."""
    footprints = get(platform, "supplier", "supplier-portal", "/api/v1/footprints")["data"]
    assert [one for one in footprints if one["verification"]["badge"]]
    initiatives = get(platform, "supplier", "supplier-portal", "/api/v1/initiatives")["data"]
    [joint] = [one for one in initiatives if one["shares"]]
    assert {one["state"] for one in joint["shares"]} == {"confirmed"}
    assert get(platform, "supplier", "supplier-portal", "/api/v1/calculations")["total"] == 1
    path = "/api/v1/footprint-requests"

    def states() -> bool:
        asked = get(platform, "buyer", "procurement", path)["requests"]
        return {one["state"] for one in asked} == {"answered", "queued"}

    eventually(states)
    held = get(platform, "supplier", "supplier-portal", path)["data"]
    assert [one["state"] for one in held] == ["queued"]


def buy_steel(platform: Platform) -> None:
    """A purchase that a spend-based factor prices, made while the broker comes back."""
    purchase = {
        "reference": "PO-after-the-broker-was-lost",
        "date": datetime.now(UTC).date().isoformat(),
        "supplier": identity("organization", "materials"),
        "amount": "1000000",
        "currency": "CNY",
        "classifications": ["urn:naics:331110"],
    }
    with platform.actor("buyer").http("procurement") as client:
        client.post("/api/v1/purchases", json=purchase).raise_for_status()


def sign_ins(platform: Platform) -> Any:
    return platform.description["signIns"]


def pid_of_broker(platform: Platform) -> int:
    return json.loads((platform.directory / "platform.json").read_text())["processes"]["broker"]
