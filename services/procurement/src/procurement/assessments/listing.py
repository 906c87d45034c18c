"""Which verdicts a reader wants to see, and the list that finds them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tierzero.lists import Listing

LOOKED_AT = ("verdict", "supplier_id", "product_id", "limit_id")
PATIENCE = 1_000
"""What is not a page among so many verdicts is found by its limit or its products."""


@dataclass(frozen=True)
class About:
    """Suppliers and products that somebody searched for."""

    supplier_ids: frozenset[str] = frozenset()
    product_ids: frozenset[str] = frozenset()

    def holds(self, document: Mapping[str, Any]) -> bool:
        """Whether a verdict is about one of them."""
        about_supplier = document["supplier_id"] in self.supplier_ids
        return about_supplier or document["product_id"] in self.product_ids


@dataclass(frozen=True)
class Filter:
    """What the reader wants to see; empty is everything, None is of anything."""

    verdict: str = ""
    supplier_id: str = ""
    limit_id: str = ""
    about: About | None = None

    def holds(self, document: Mapping[str, Any]) -> bool:
        """Whether a stored verdict stands and is wanted."""
        named = (
            (self.verdict, "verdict"),
            (self.supplier_id, "supplier_id"),
            (self.limit_id, "limit_id"),
        )
        return (
            not document.get("withdrawn", False)
            and all(value in ("", document[name]) for value, name in named)
            and (self.about is None or self.about.holds(document))
        )


def listing_of(wanted: Filter) -> Listing:
    """The verdicts that stand, the latest first."""
    given = {"supplier_id": wanted.supplier_id, "verdict": wanted.verdict}
    served = {name: value for name, value in given.items() if value}
    equal = {"withdrawn": False, **served}
    if not (wanted.limit_id or wanted.about):
        return Listing("assessments", "assessed_at", equal, descending=True)
    return Listing(
        "assessments",
        "assessed_at",
        equal,
        descending=True,
        looks_at=LOOKED_AT,
        wanted=wanted.holds,
        patience=PATIENCE,
    )
