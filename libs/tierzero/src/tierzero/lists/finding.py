"""Entries of a list that are found by words, each stored with its `words_of` as ``words``.

There is an index on (``organization_id``, ``words``) beside that of the list.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tierzero.store import Database
from tierzero.tenancy import Scope, ScopedCollection

from .listing import Listing
from .position import Position
from .reading import admits
from .words import is_found

PATIENCE = 1_000
"""What is not a page among so many entries is rare: then its words find it sooner."""

_LAST = chr(0x10FFFF)


def found_by(listing: Listing, typed: Sequence[str], met: Counter[str]) -> Listing:
    """The list, of it only what the typed words find; reading it raises `TooRare`.

    ``met`` counts how many of the entries that were read each word alone would find.
    """
    if not typed:
        return listing

    def wanted(document: Mapping[str, Any]) -> bool:
        meets = listing.wanted is None or listing.wanted(document)
        hits = [word for word in typed if is_found(document["words"], [word])]
        met.update(hits)
        return meets and len(hits) == len(typed)

    looks_at = (*listing.looks_at, "words")
    return replace(listing, looks_at=looks_at, wanted=wanted, patience=PATIENCE)


async def places_by_words(
    database: Database, scope: Scope, listing: Listing, typed: Sequence[str], met: Counter[str]
) -> list[Position]:
    """All entries of the list that the words find, by the one that was met most rarely."""
    rarest = min(typed, key=lambda word: (met[word], -len(word)))
    bounds = {"words": {"$gte": rarest, "$lt": rarest + _LAST}}
    shown = dict.fromkeys((listing.key, "words", *listing.equal, *listing.looks_at), 1)
    cursor = ScopedCollection(database[listing.collection], scope).find(bounds, projection=shown)
    return [
        place
        async for one in cursor
        if is_found(one["words"], typed)
        and all(one.get(name) == value for name, value in listing.equal.items())
        and admits(listing, place := Position(one[listing.key], one["_id"]), one)
    ]
