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
    first: int
    """Offset from which on these are all that the log holds: that of the first record, or the one
    behind the chunk before, where in between the log has a hole."""

    @property
    def following(self) -> int:
        """Offset behind the last."""
        return int(self.records[-1].offset) + 1


def in_chunks(
    records: Sequence[Any], most_records: int = MOST_RECORDS, most_bytes: int = MOST_BYTES
) -> Iterator[Chunk]:
    """The records in their order, as few chunks as their bounds allow."""
    chunk, size, first = list[Any](), 0, int(records[0].offset) if records else 0
    for record in records:
        own = len(record.value or b"")
        if chunk and (len(chunk) == most_records or size + own > most_bytes):
            full = Chunk(chunk, size, first)
            yield full
            chunk, size, first = [], 0, full.following
        chunk.append(record)
        size += own
    if chunk:
        yield Chunk(chunk, size, first)


class ChunkMessage(ConsumerMessage):
    """What faust takes for one message, at the offset of the first record."""

    chunk: Chunk
    underway: Underway
