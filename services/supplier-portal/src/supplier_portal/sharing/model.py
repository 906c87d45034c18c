"""Who has received which footprint."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from carbon.footprint.presentation import Detail

_NAMESPACE = uuid.UUID("5a1c6c0e-0a55-5c27-9a0f-6f1f8b6f2a44")


class Way(StrEnum):
    """By which way a footprint left its owner."""

    PACT = "pact"
    """A partner listed or fetched it."""
    PACT_EVENT = "pact_event"
    """It was sent with an event of PACT."""
    REQUEST = "request"
    """It answered a customer's request."""
    LIMIT = "limit"
    """A customer's limit judged it."""
    INVENTORY = "inventory"
    """A customer that buys the product counts with it in its inventories."""
    CALCULATION = "calculation"
    """A customer calculated a product of its own with it."""


@dataclass(frozen=True)
class Disclosure:
    """One organization received one footprint by one way; ``at`` is when it first did."""

    supplier_id: str
    footprint_id: str
    product_id: str
    recipient_id: str
    way: Way
    detail: Detail
    at: datetime
    actor: str

    @property
    def id(self) -> str:
        """UUIDv5 of footprint, recipient and way: the same reading again is no other disclosure."""
        name = "\n".join((self.footprint_id, self.recipient_id, self.way))
        return str(uuid.uuid5(_NAMESPACE, name))

    def view(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "footprint_id": self.footprint_id,
            "product_id": self.product_id,
            "recipient_id": self.recipient_id,
            "way": self.way.value,
            "detail": self.detail.value,
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "actor": self.actor,
        }
