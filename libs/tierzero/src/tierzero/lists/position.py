"""Where in a list a page ends, and how that is written into a link."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bson import ObjectId

from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid

_READ: Mapping[str, Callable[[Any], Any]] = {
    "datetime": datetime.fromisoformat,
    "ObjectId": ObjectId,
    "str": str,
    "int": int,
}


@dataclass(frozen=True, slots=True)
class Position:
    """A document's place: the value that the list is ordered by, and its id where values agree."""

    value: Any
    id: Any

    @property
    def key(self) -> tuple[Any, int, Any]:
        """For comparing with other places and with cuts (see `spans`)."""
        return self.value, 1, self.id

    def __str__(self) -> str:
        written = [[type(part).__name__, _written(part)] for part in (self.value, self.id)]
        text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page of a list: what follows a place, what comes before one, or the first."""

    after: Position | None = None
    before: Position | None = None


def turn_of(after: str = "", before: str = "") -> Turn:
    """The turn of a link; Problem 422 where it was not written by `Position`."""
    return Turn(_read("after", after), _read("before", before))


def _read(name: str, text: str) -> Position | None:
    if not text:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        pairs = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        value, identity = (_READ[kind](part) for kind, part in pairs)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = _("This is no place in the list; start at its beginning.")
        raise invalid([FieldProblem(name, "unknown-place", message)]) from error
    return Position(_aware(value), identity)


def _aware(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


def _written(part: Any) -> Any:
    if isinstance(part, datetime):
        return part.isoformat()
    return part if isinstance(part, int) else str(part)
