"""Cards of the overview: what a slice has to say to whoever opens the portal.

A slice that has something to say has functions ``(portal) -> Source`` in its ``overview.py`` and a
template of its own; ``sources.py`` lists them. The overview knows nothing of what they say.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tierzero.i18n import Text
from tierzero.identity import Principal
from tierzero.lists import Count


class Urgency(IntEnum):
    """Where a card stands: what waits for the reader first, what is just good to know last."""

    ASKED = 0
    DECIDE = 1
    MISSED = 2
    EXPIRING = 3
    UNDER_WAY = 4
    NEWS = 5


@dataclass(frozen=True)
class Tile:
    """A number in the row at the top; ``kind`` as in ``parts.tile``."""

    label: Text
    value: int | Count
    note: Text | None = None
    kind: str = ""
    url: str = ""

    @property
    def count(self) -> Count:
        """The number, or that it is larger than anybody counts."""
        return self.value if isinstance(self.value, Count) else Count(self.value)


@dataclass(frozen=True)
class Card:
    """One thing that an overview shows; without a title only its tiles are shown."""

    urgency: Urgency
    tiles: Sequence[Tile] = ()
    title: Text | None = None
    template: str = ""
    """Part of a page; it finds ``values`` under that name, and the macros of the overview."""
    values: Mapping[str, Any] = field(default_factory=dict[str, Any], hash=False)


Source = Callable[[Principal], Awaitable[Card | None]]
"""What a slice has to say to this reader; None where that is nothing."""
