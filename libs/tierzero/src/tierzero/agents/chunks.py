"""Messages of a partition that came together go through faust as one.

faust hands each message through a generator, two futures, a queue and an iterator, which costs as
much as taking in a hundred footprints does. So records that lie one behind the other are one
message to it, a chunk.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from faust.types.tuples import ConsumerMessage

from tierzero.agents.committing import Underway

MOST_RECORDS = 256
MOST_BYTES = 1_000_000


@dataclass(frozen=True)
class Chunk:
    """Records of one partition, rising, and their bytes."""

    records: Sequence[Any]
    size: int

    @property
    def first(self) -> int:
        """Offset of the first."""
        return int(self.records[0].offset)

    @property
    def following(self) -> int:
        """Offset behind the last."""
        return int(self.records[-1].offset) + 1


def in_chunks(
    records: Sequence[Any], most_records: int = MOST_RECORDS, most_bytes: int = MOST_BYTES
) -> Iterator[Chunk]:
    """The records in their order, as few chunks as their bounds allow."""
    chunk, size = list[Any](), 0
    for record in records:
        own = len(record.value or b"")
        if chunk and (len(chunk) == most_records or size + own > most_bytes):
            yield Chunk(chunk, size)
            chunk, size = [], 0
        chunk.append(record)
        size += own
    if chunk:
        yield Chunk(chunk, size)


class ChunkMessage(ConsumerMessage):
    """What faust takes for one message, at the offset of the first record."""

    chunk: Chunk
    underway: Underway
