"""What a journal is made of."""

from dataclasses import dataclass


class Overtaken(Exception):
    """Another writer has appended to the stream first: read what was missed, then start again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of a stream: facts that were news (a serialized bundle) and members that joined.

    Numbers start at 1 and have no gaps. A snapshot is an entry that stands for all up to its own.
    """

    stream: str
    sequence: int
    facts: bytes = b""
    members: tuple[str, ...] = ()
    filed: bytes = b""
    """Of a snapshot: what was made of the facts, so that it need not be made again."""
    is_owing: bool = False
    """Whether more is to be written of what the facts have changed, with entries that follow."""
