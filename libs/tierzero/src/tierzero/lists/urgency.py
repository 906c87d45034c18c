"""An order for what has a deadline: what is open before what is closed, the most urgent first."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

OPEN_END = "1"
"""The end of a list that is to hold only what is open."""


def urgency(is_open: bool, due_at: datetime) -> str:
    """By this text a list is ordered; it is stored beside what it is made of."""
    return f"{0 if is_open else 1}{due_at.astimezone(UTC):%Y%m%dT%H%M%S%f}"


def open_until(moment: datetime) -> str:
    """The end of a list of what is open and due before a moment."""
    return urgency(True, moment)


def urgency_of(document: Mapping[str, Any]) -> str:
    """Of a stored document with ``is_open`` and ``due_at``."""
    return urgency(document["is_open"], document["due_at"])
