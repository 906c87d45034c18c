"""What somebody who has received a footprint is told about it."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from carbon.decimals import format_decimal
from carbon.footprint.changes import Total, change_percent, total_of
from carbon.footprint.writing import format_time
from supplier_portal.footprints.model import IssuedFootprint
from supplier_portal.products.model import Product

_NAMESPACE = uuid.UUID("1f4f4c0e-7a51-5b61-8d0b-0b6f3f8c9d35")


class NoticeKind(StrEnum):
    """What has happened to the footprint."""

    SUPERSEDED = "superseded"
    ENDED = "ended"
    EXPIRING = "expiring"


@dataclass(frozen=True)
class Notice:
    """One thing told to one organization; ``days`` and ``expires_at`` are those of an expiry."""

    kind: NoticeKind
    recipient_id: str
    supplier_id: str
    product_id: str
    product_name: str
    footprint_id: str
    before: Total
    at: datetime
    successor_id: str = ""
    after: Total | None = None
    expires_at: datetime | None = None
    days: int | None = None

    @property
    def id(self) -> str:
        """UUIDv5 of kind, footprint, recipient and days, so that each is told once.

        Of a superseded footprint it is the new one that counts: one that takes the place of two is
        told once.
        """
        footprint = self.successor_id or self.footprint_id
        days = "" if self.days is None else str(self.days)
        return str(
            uuid.uuid5(_NAMESPACE, "\n".join((self.kind, footprint, self.recipient_id, days)))
        )

    @property
    def change_percent(self) -> Decimal | None:
        """By how many per cent the total moved; None across units, from zero and without one."""
        if self.after is None or self.after.unit is not self.before.unit:
            return None
        return change_percent(self.before.value, self.after.value)

    def view(self) -> dict[str, Any]:
        """As JSON shows it."""
        percent, expiry = self.change_percent, self.expires_at
        return {
            "id": self.id,
            "kind": self.kind.value,
            "recipient_id": self.recipient_id,
            "supplier_id": self.supplier_id,
            "product_id": self.product_id,
            "product_name": self.product_name,
            "footprint_id": self.footprint_id,
            "successor_id": self.successor_id or None,
            "before": _total_view(self.before),
            "after": _total_view(self.after) if self.after else None,
            "change_percent": None if percent is None else format_decimal(percent),
            "expires_at": format_time(expiry) if expiry else None,
            "days": self.days,
            "at": format_time(self.at),
        }


def notice_of(
    kind: NoticeKind, recipient: str, issued: IssuedFootprint, product: Product, at: datetime
) -> Notice:
    """A notice about a footprint, without what only some kinds have."""
    return Notice(
        kind=kind,
        recipient_id=recipient,
        supplier_id=issued.supplier_id,
        product_id=issued.product_id,
        product_name=product.name,
        footprint_id=issued.id,
        before=total_of(issued.document),
        at=at,
    )


def _total_view(total: Total) -> dict[str, str]:
    return {"value": format_decimal(total.value), "unit": total.unit.value}
