"""Streams as journals of numbered entries: the one way in which this service changes state."""

from footprint.journal.entry import Entry, Overtaken
from footprint.journal.repository import append, prepare, read
from footprint.journal.stored import write_snapshot

__all__ = ["Entry", "Overtaken", "append", "prepare", "read", "write_snapshot"]
