"""Factors by set, version and class, page after page: one's own and those for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tierzero import lists
from tierzero.lists import Joined, Listing
from tierzero.store import Collection, Database
from tierzero.tenancy import Scope

from .documents import DIVIDER, derived_of, place_of
from .owners import readable_scopes

FACTORS = "factors"
_AFTER_DIVIDER = chr(ord(DIVIDER) + 1)


@dataclass(frozen=True)
class Chosen:
    """Which factors somebody wants to see; empty is of any."""

    factor_set: str = ""
    version: str = ""
    classification: str = ""
    words: str = ""


async def prepare(factors: Collection) -> None:
    """Create the indexes, and the derived fields of factors that were stored without them."""
    shown = ("factor_set", "version", "classification", "name")
    owned, ordered = ("organization_id", 1), [("place", 1), ("_id", 1)]

    def place(one: Any) -> str:
        return derived_of(one)["place"]

    def words(one: Any) -> list[str]:
        return derived_of(one)["words"]

    await lists.index_derived(factors, "place", [owned, *ordered], shown, place)
    await lists.index_derived(factors, "words", [owned, ("words", 1)], shown, words)
    await factors.create_index([owned, ("classification", 1), *ordered])
    await factors.create_index([owned, ("version", 1), *ordered])


def readable(database: Database, scope: Scope, chosen: Chosen) -> Joined:
    """The factors that the caller may use, by set, version and class."""
    typed = lists.typed_words(chosen.words)
    return Joined(database, readable_scopes(scope), listing_of(chosen), typed)


def listing_of(chosen: Chosen) -> Listing:
    """The range of one index that holds what is chosen."""
    listing = Listing(FACTORS, "place")
    if chosen.factor_set:
        named = [one for one in (chosen.factor_set, chosen.version) if one]
        listing = _beginning_with(listing, named)
    if chosen.classification:
        listing = replace(listing, equal={"classification": chosen.classification})
        return lists.having(listing, {"version": chosen.version})
    if chosen.version and not chosen.factor_set:
        return replace(listing, equal={"version": chosen.version})
    return listing


def _beginning_with(listing: Listing, parts: Sequence[str]) -> Listing:
    beginning = place_of(*parts)
    return replace(listing, start=beginning + DIVIDER, end=beginning + _AFTER_DIVIDER)
