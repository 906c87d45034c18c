"""Lists of several organizations read as one: what is everybody's beside what is one's own.

Each is read in its own scope and by its own index; ids differ between them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tierzero.store import Database, Document
from tierzero.tenancy import Scope

from .count import COUNTED, Count, counted
from .finding import found_by, places_by_words
from .listing import Listing, TooRare
from .position import Position, Turn
from .reading import at_places, positions
from .stretch import Stretch, chosen_after, chosen_among, chosen_before, mapped


@dataclass(frozen=True)
class Joined:
    """The same list of each scope in one order; with ``typed``, only what these words find."""

    database: Database
    scopes: Sequence[Scope]
    listing: Listing
    typed: Sequence[str] = ()

    async def page(self, turn: Turn, size: int) -> Stretch[Document]:
        """A page of documents; one before a place that would be short begins at the beginning."""
        met = Counter[str]()
        try:
            chosen = await self._chosen(turn, size, met)
        except TooRare:
            chosen = chosen_among(await self._by_words(met), turn, size)
        return mapped(chosen, await self._documents(chosen.items))

    async def count(self, most: int = COUNTED) -> Count:
        """How many documents there are, counted up to ``most``."""
        met = Counter[str]()
        try:
            found = await self._places(most + 1, met)
        except TooRare:
            found = await self._by_words(met)
        return counted(len(found), most)

    async def _chosen(self, turn: Turn, size: int, met: Counter[str]) -> Stretch[Position]:
        if turn.before and not turn.after:
            found = await self._places(size + 1, met, before=turn.before)
            if len(found) >= size:
                return chosen_before(found, size)
        return chosen_after(await self._places(size + 1, met, after=turn.after), turn, size)

    async def _places(
        self,
        limit: int,
        met: Counter[str],
        after: Position | None = None,
        before: Position | None = None,
    ) -> list[Position]:
        listing = found_by(self.listing, self.typed, met)
        found = [
            place
            for scope in self.scopes
            for place in await positions(
                self.database, scope, listing, limit, after=after, before=before
            )
        ]
        backwards = listing.descending is not (before is not None)
        return sorted(found, key=_key, reverse=backwards)[:limit]

    async def _by_words(self, met: Counter[str]) -> list[Position]:
        found = [
            place
            for scope in self.scopes
            for place in await places_by_words(self.database, scope, self.listing, self.typed, met)
        ]
        return sorted(found, key=_key, reverse=self.listing.descending)

    async def _documents(self, places: Sequence[Position]) -> list[Document]:
        found = {
            one["_id"]: one
            for scope in self.scopes
            for one in await at_places(self.database, scope, self.listing, places)
        }
        return [found[place.id] for place in places if place.id in found]


def _key(place: Position) -> tuple[object, int, object]:
    return place.key
