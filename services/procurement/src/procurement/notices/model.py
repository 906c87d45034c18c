"""A notice as it arrived."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from carbon.decimals import format_decimal
from carbon.footprint.changes import RECALCULATION_PERCENT, Total


class NoticeKind(StrEnum):
    """What has happened to the footprint."""

    SUPERSEDED = "superseded"
    ENDED = "ended"
    EXPIRING = "expiring"


@dataclass(frozen=True)
class Notice:
    """One thing a buyer is told; totals are kgCO2e per one declared unit, without uptake."""

    id: str
    version: int
    recipient_id: str
    supplier_id: str
    product_id: str
    product_name: str
    kind: NoticeKind
    footprint_id: str
    before: Total
    told_at: datetime
    successor_id: str = ""
    after: Total | None = None
    change_percent: Decimal | None = None
    expires_at: datetime | None = None
    days: int = 0

    @property
    def is_large(self) -> bool:
        """Whether the value moved by more than PACT lets pass without calculating anew."""
        return self.change_percent is not None and abs(self.change_percent) > RECALCULATION_PERCENT

    def view(self) -> dict[str, Any]:
        """As JSON shows it."""
        percent, expiry = self.change_percent, self.expires_at
        return {
            "id": self.id,
            "kind": self.kind.value,
            "supplier_id": self.supplier_id,
            "product_id": self.product_id,
            "product_name": self.product_name,
            "footprint_id": self.footprint_id,
            "successor_id": self.successor_id or None,
            "before": _total_view(self.before),
            "after": _total_view(self.after) if self.after else None,
            "change_percent": None if percent is None else format_decimal(percent),
            "expires_at": _moment(expiry) if expiry else None,
            "days": self.days if expiry else None,
            "told_at": _moment(self.told_at),
        }


def _total_view(total: Total) -> dict[str, str]:
    return {"value": format_decimal(total.value), "unit": total.unit.value}


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
