"""What a list is: which documents, in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

Wanted = Callable[[Mapping[str, Any]], bool]


class TooRare(Exception):
    """What is wanted is so rare in the list that another index finds it sooner."""


@dataclass(frozen=True)
class Listing:
    """Documents of a scope with equal fields, ordered by one field and then by id.

    There is an index on (``organization_id``, the equal fields in their order, ``key``, ``_id``);
    without ``_id`` where no two documents have the same key. ``wanted`` is asked about the fields
    ``looks_at`` of each document. ``start`` and ``end`` bound the key, the end not included.
    With ``patience``, reading raises `TooRare` where of so many documents few are wanted.
    ``among`` names one more field of the index, after the equal ones, and its values: the list is
    then read as one for each value, and put in order.
    """

    collection: str
    key: str
    equal: Mapping[str, Any] = field(default_factory=dict[str, Any])
    descending: bool = False
    start: Any = None
    end: Any = None
    looks_at: tuple[str, ...] = ()
    wanted: Wanted | None = None
    patience: int = 0
    among: tuple[str, tuple[Any, ...]] | None = None

    @property
    def parts(self) -> "list[Listing]":
        """The lists of which this one is made, each a single range of the index."""
        if self.among is None:
            return [self]
        name, values = self.among
        return [replace(self, equal={**self.equal, name: one}, among=None) for one in values]

    @property
    def name(self) -> str:
        """Under which its cuts are kept; conditions and direction do not change where to cut."""
        equal = "/".join(f"{name}={value}" for name, value in self.equal.items())
        return f"{self.collection}/{equal}/{self.key}"


def having(listing: Listing, fields: Mapping[str, Any]) -> Listing:
    """The same list, of it only documents with these values of fields that its index lacks."""
    held = {name: value for name, value in fields.items() if value}
    if not held:
        return listing

    def wanted(document: Mapping[str, Any]) -> bool:
        return all(document.get(name) == value for name, value in held.items())

    return replace(listing, looks_at=tuple(held), wanted=wanted)
