"""Group commit: pending rows become few Kafka messages, in order per key.

Rows hold serialized envelopes, and protobuf merges concatenated messages by joining their repeated
fields, so rows of one topic and key are joined without knowing their type.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tierzero.store import Document

# Kafka's default limit of a message is 1 MiB with its headers.
MOST_BYTES = 900_000


@dataclass
class Batch:
    """Rows that leave as one message."""

    topic: str
    key: str
    type: str
    rows: list[Document] = field(default_factory=list[Document])
    facts: int = 0
    size: int = 0

    @property
    def value(self) -> bytes:
        """The joined envelope."""
        return b"".join(bytes(row["value"]) for row in self.rows)

    @property
    def row_ids(self) -> list[Any]:
        """Ids of the outbox rows."""
        return [row["_id"] for row in self.rows]

    @property
    def traceparents(self) -> list[str]:
        """Traces the rows belong to."""
        return [row["traceparent"] for row in self.rows]

    def has_room(self, row: Document, most_facts: int) -> bool:
        """Whether the row still fits."""
        fits = self.size + len(row["value"]) <= MOST_BYTES
        return fits and self.facts + row["fact_count"] <= most_facts

    def add(self, row: Document) -> None:
        """Put the row at the end."""
        self.rows.append(row)
        self.facts += row["fact_count"]
        self.size += len(row["value"])


def in_batches(rows: Iterable[Document], most_facts: int) -> Iterator[Batch]:
    """Join rows, in their order, into messages of at most ``most_facts`` facts."""
    open_batches: dict[tuple[str, str], Batch] = {}
    for row in rows:
        address = (row["topic"], row["key"])
        batch = open_batches.get(address)
        if batch and not batch.has_room(row, most_facts):
            yield batch
            batch = None
        if batch is None:
            batch = open_batches[address] = Batch(row["topic"], row["key"], row["type"])
        batch.add(row)
    yield from open_batches.values()
