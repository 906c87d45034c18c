"""What a buyer's part numbers mean: one table, stated and corrected by either side.

Statements carry a logical clock that both sides share, so both tables agree whatever arrives first:
the higher clock holds, and of equal ones the supplier's statement.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from tierzero.common.v1.part_number_pb2 import PartNumber as Message

_NAMESPACE = uuid.UUID("9a3d7c52-1f0e-5c8b-8a77-61d0e2b4c9f3")


class Speaker(StrEnum):
    """Who stated a mapping."""

    BUYER = "buyer"
    SUPPLIER = "supplier"


@dataclass(frozen=True)
class PartNumber:
    """A statement: the buyer's part number means the supplier's product, or nothing any more."""

    supplier_id: str
    buyer_id: str
    part_number: str
    product_id: str
    clock: int
    speaker: Speaker
    recorded_at: datetime

    @property
    def id(self) -> str:
        """Identity of the mapping, whoever speaks of it."""
        return mapping_id(self.supplier_id, self.buyer_id, self.part_number)

    @property
    def fact_id(self) -> str:
        """Identity of what this speaker says: told versions of it never differ."""
        return f"{self.id}:{self.speaker.value}"

    @property
    def owner_id(self) -> str:
        """The organization that says it."""
        return self.supplier_id if self.speaker is Speaker.SUPPLIER else self.buyer_id

    def prevails_over(self, other: "PartNumber | None") -> bool:
        """Whether this statement holds rather than another one about the same mapping."""
        return other is None or self._rank() > other._rank()

    def _rank(self) -> tuple[int, bool]:
        return self.clock, self.speaker is Speaker.SUPPLIER


def mapping_id(supplier_id: str, buyer_id: str, part_number: str) -> str:
    """UUIDv5 of supplier, buyer and part number in one spelling."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join((supplier_id, buyer_id, spelt(part_number)))))


def spelt(part_number: str) -> str:
    """One spelling of a part number: case and blanks around and between do not matter."""
    return " ".join(part_number.split()).casefold()


def holding(statements: Iterable[PartNumber]) -> dict[str, PartNumber]:
    """Mapping id → the statement that holds, whatever the order of the statements."""
    held: dict[str, PartNumber] = {}
    for statement in statements:
        if statement.prevails_over(held.get(statement.id)):
            held[statement.id] = statement
    return held


def part_number_to_message(statement: PartNumber) -> Message:
    """A statement as a fact of its speaker."""
    message = Message(
        supplier_id=statement.supplier_id,
        buyer_id=statement.buyer_id,
        part_number=statement.part_number,
        product_id=statement.product_id,
    )
    message.fact.id, message.fact.version = statement.fact_id, statement.clock
    message.fact.organization_id = statement.owner_id
    message.fact.recorded_at.FromDatetime(statement.recorded_at)
    return message


def part_number_from_message(message: Message, speaker: Speaker) -> PartNumber:
    """The statement of a speaker, whom the topic tells; ValueError where it names nobody."""
    for name in ("supplier_id", "buyer_id", "part_number"):
        if not getattr(message, name):
            raise ValueError(f"part number {message.fact.id} states no {name}")
    return PartNumber(
        supplier_id=message.supplier_id,
        buyer_id=message.buyer_id,
        part_number=message.part_number,
        product_id=message.product_id,
        clock=message.fact.version,
        speaker=speaker,
        recorded_at=message.fact.recorded_at.ToDatetime(UTC),
    )
