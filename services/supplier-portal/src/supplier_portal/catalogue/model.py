"""A footprint as listings find it, and what is looked for."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from carbon.footprint.model import ProductFootprint
from carbon.footprint.validity import expires_at, validity_start

PLACES = 1 << 62
"""Places in a listing are below this."""

EVERYTHING = "*"


def place_of(footprint_id: str) -> int:
    """Where a footprint stands in every listing: by chance of its id, the same for ever.

    Places are spread evenly, so that a page of any listing is a short span of places, and what
    arrives while somebody pages neither repeats nor displaces anything.
    """
    return int.from_bytes(hashlib.sha256(footprint_id.encode()).digest()[:8], "big") >> 2


@dataclass(frozen=True)
class Entry:
    """One footprint in the listings of one audience."""

    footprint_id: str
    supplier_id: str
    product_id: str
    place: int
    facets: tuple[str, ...]
    """By what it is found, the status first: ``status:active``, ``geography:cn`` …, lower case."""
    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True)
class Wanted:
    """What is looked for (filters of ListFootprints): OR within a name, AND across names."""

    product_ids: tuple[str, ...] = ()
    company_ids: tuple[str, ...] = ()
    geographies: tuple[str, ...] = ()
    classifications: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    valid_on: datetime | None = None
    valid_after: datetime | None = None
    valid_before: datetime | None = None

    def alternatives(self) -> list[frozenset[str]]:
        """Of each set, one facet must be there; the set that narrows most stands first."""
        named = (
            ("product", self.product_ids),
            ("classification", self.classifications),
            ("company", self.company_ids),
            ("geography", self.geographies),
            ("status", self.statuses),
        )
        return [frozenset(facet(kind, one) for one in values) for kind, values in named if values]

    def admits(self, entry: Entry) -> bool:
        """Whether a footprint is looked for."""
        facets = set(entry.facets)
        return self.fits_time(entry) and all(facets & one for one in self.alternatives())

    def fits_time(self, entry: Entry) -> bool:
        """Whether its validity is as wanted; both ends count as valid (PACT, validOn)."""
        start, end = entry.valid_from, entry.valid_until
        return (
            (self.valid_on is None or start <= self.valid_on <= end)
            and (self.valid_after is None or start > self.valid_after)
            and (self.valid_before is None or end < self.valid_before)
        )


@dataclass(frozen=True)
class Position:
    """Up to where a listing was read."""

    audience: str
    place: int


@dataclass(frozen=True)
class Page:
    """A part of a listing, and where it goes on; None at its end."""

    entries: tuple[Entry, ...] = field(default=())
    following: Position | None = None


def facet(kind: str, value: str) -> str:
    """How one value is found; letter case does not count."""
    return f"{kind}:{value.lower()}"


def entry_of(footprint: ProductFootprint, supplier_id: str, product_id: str) -> Entry:
    """The entry of an issued footprint."""
    return Entry(
        footprint.id,
        supplier_id,
        product_id,
        place_of(footprint.id),
        tuple(dict.fromkeys(_facets(footprint))),
        validity_start(footprint),
        expires_at(footprint),
    )


def _facets(footprint: ProductFootprint) -> Iterator[str]:
    yield facet("status", footprint.status.value)
    yield EVERYTHING
    yield from _each("product", footprint.product_ids)
    yield from _each("company", footprint.company_ids)
    yield from _each("classification", footprint.product_classifications)
    pcf = footprint.pcf
    places = (
        pcf.geography_region_or_subregion,
        pcf.geography_country,
        pcf.geography_country_subdivision,
    )
    yield from _each("geography", (place for place in places if place))


def _each(kind: str, values: Iterable[str]) -> Iterator[str]:
    return (facet(kind, value) for value in values)
