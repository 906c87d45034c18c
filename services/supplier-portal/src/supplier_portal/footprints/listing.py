"""Footprints of a supplier in an order that an index serves: the newest first, or by expiry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database
from tierzero.tenancy import SHOWN_FIELD, Scope

from . import repository
from .model import IssuedFootprint
from .repository import COLLECTION, Criteria

_LOOKED_AT = ("batch_id", "reference_period_start", "expires_at", SHOWN_FIELD)


async def turned(
    database: Database, scope: Scope, criteria: Criteria, turn: Turn, size: int, patience: int = 0
) -> Stretch[IssuedFootprint]:
    """A page of the footprints that meet the criteria; TooRare where patience ends before."""
    listing = replace(listing_of(criteria), patience=patience)
    found = await lists.page(database, scope, listing, turn, size)
    return lists.mapped(found, await repository.issued_from(database, scope, found.items))


async def turned_of_products(
    database: Database,
    scope: Scope,
    criteria: Criteria,
    product_ids: Iterable[str],
    turn: Turn,
    size: int,
) -> Stretch[IssuedFootprint]:
    """The same page, where it is known that only a few products come into it."""
    listing = listing_of(criteria)
    places = await repository.places(database, scope, listing.key, criteria, product_ids)
    found = await lists.page_among(database, scope, listing, places, turn, size)
    return lists.mapped(found, await repository.issued_from(database, scope, found.items))


async def first(
    database: Database, scope: Scope, criteria: Criteria, limit: int
) -> list[IssuedFootprint]:
    """The first footprints that meet the criteria.

    The newest first; those that are asked for because they expire, the soonest first.
    """
    if criteria.product_id:
        return await repository.of_product(database, scope, criteria, limit)
    found = await lists.first(database, scope, listing_of(criteria), limit)
    return await repository.issued_from(database, scope, found)


async def count(database: Database, scope: Scope, criteria: Criteria) -> Count:
    """How many footprints meet the criteria, as far as lists are counted."""
    return await lists.count(database, scope, listing_of(criteria))


def listing_of(criteria: Criteria) -> Listing:
    """The list that finds what meets the criteria with the least reading."""
    equal = {"status": criteria.status} if criteria.status else {}
    conditions = _conditions(criteria)
    if criteria.product_id:
        theirs = Listing(COLLECTION, "recorded_at", {"product_id": criteria.product_id}, True)
        return replace(theirs, looks_at=(*_LOOKED_AT, "status"), wanted=conditions)
    if criteria.status and criteria.expiring_before:
        return Listing(
            COLLECTION,
            "expires_at",
            equal,
            end=criteria.expiring_before,
            looks_at=_LOOKED_AT,
            wanted=conditions,
        )
    looks_at = _LOOKED_AT if conditions else ()
    return Listing(
        COLLECTION, "recorded_at", equal, descending=True, looks_at=looks_at, wanted=conditions
    )


def _conditions(criteria: Criteria) -> lists.Wanted | None:
    """The criteria that no index serves, asked of one document; None where there are none."""
    start = criteria.valid_on or criteria.valid_after
    status = criteria.status if criteria.product_id else ""
    asked = (status, criteria.batch_id, start, criteria.expiring_before)
    if not any(asked) and criteria.shown_to is None:
        return None

    def wanted(document: Mapping[str, Any]) -> bool:
        return (
            status in ("", document.get("status"))
            and criteria.batch_id in ("", document["batch_id"])
            and (start is None or document["expires_at"] > start)
            and _has_begun(criteria, document)
            and (not criteria.expiring_before or document["expires_at"] < criteria.expiring_before)
            and _is_shown(criteria.shown_to, document.get(SHOWN_FIELD, ()))
        )

    return wanted


def _has_begun(criteria: Criteria, document: Mapping[str, Any]) -> bool:
    return not criteria.valid_on or document["reference_period_start"] <= criteria.valid_on


def _is_shown(wanted: Sequence[str] | None, marks: Sequence[str]) -> bool:
    return wanted is None or not set(wanted).isdisjoint(marks)
