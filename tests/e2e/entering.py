"""What tests enter into a running platform, by the same routes as its users' programs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx
from asking import inventories, until

from tests.integration.supplier_portal.documents import footprint
from tierzero_local.acting import Actor
from tierzero_local.handle import Platform

Json = dict[str, Any]
THIS_YEAR = datetime.now(UTC).year
KILOGRAMS = 1000
"""Bought in each purchase."""


@dataclass(frozen=True)
class Chain:
    """A buyer, its supplier, and the product that one makes for the other."""

    platform: Platform
    factory: Actor
    mill: Actor
    product: Json

    def submit(self, value: str, headers: Json | None = None, **changes: Any) -> httpx.Response:
        """Submit a footprint of the product in kgCO2e per kg; ``pcf`` changes more of it."""
        amounts = ("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake", "fossilGhgEmissions")
        pcf = dict.fromkeys(amounts, value) | changes.pop("pcf", {})
        # Of two footprints of one period the one made later holds.
        created = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        document = footprint(self.product, pcf, **{"created": created, **changes})
        with self.mill.http("supplier-portal") as portal:
            return portal.post("/api/v1/footprints", json=document, headers=headers)

    def buy(self, year: int, reference: str = "") -> None:
        """Record a purchase of 1000 kg, as soon as procurement has heard of the product."""
        reference = reference or f"order of {year}"
        answer = until(lambda: self.record(reference, year), lambda one: one.is_success)
        assert answer.json()["recorded"] == 1

    def record(self, reference: str, year: int, **changes: str) -> httpx.Response:
        """Send a purchase of 1000 kg of the product."""
        purchase = {
            "reference": reference,
            "date": f"{year}-01-01",
            "supplier": self.mill.organization_id,
            "product": self.product["number"],
            "quantity": str(KILOGRAMS),
            "unit": "kilogram",
        }
        with self.factory.http("procurement") as procurement:
            return procurement.post("/api/v1/purchases", json=purchase | changes)

    def set_target(self) -> None:
        """Set the target of 42 % until 2035 on last year, as soon as its inventory is known."""
        target = {
            "direction": "upstream",
            "base_year": THIS_YEAR - 1,
            "target_year": 2035,
            "reduction_percent": "42",
        }
        with self.factory.http("aggregator") as aggregator:
            until(lambda: aggregator.post("/api/v1/targets", json=target), lambda a: a.is_success)

    def settle(self) -> None:
        """Wait until what was bought has come all the way to the factory's progress."""
        path = f"/api/v1/progress/{self.factory.organization_id}"
        with self.factory.http("aggregator") as aggregator:
            until(lambda: aggregator.get(path), lambda answer: answer.is_success)

    def limit(self, maximum: str) -> None:
        """Set a limit on the product in kgCO2e per kg, as soon as procurement knows the product."""
        limit = {
            "product_id": self.product["id"],
            "declared_unit": "kilogram",
            "maximum": maximum,
            "valid_from": "2020-01-01T00:00:00Z",
        }
        with self.factory.http("procurement") as procurement:
            until(lambda: procurement.post("/api/v1/limits", json=limit), lambda a: a.is_success)

    def verdicts(self) -> list[str]:
        """The verdicts on the product that the mill sees."""
        with self.mill.http("supplier-portal") as portal:
            found = portal.get("/api/v1/assessments").json()["data"]
        return [one["verdict"] for one in found]

    def total(self) -> int:
        """The factory's category 1 emissions of all years, mgCO2e."""
        found = inventories(self.platform, self.factory, category=1)
        return sum(int(one.total.digits) for one in found)
