"""Every listing is exactly what a plain filter over all entries finds, page by page."""

import asyncio
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplier_portal.catalogue import repository, searching
from supplier_portal.catalogue.model import EVERYTHING, Entry, Wanted, facet, place_of
from supplier_portal.catalogue.narrowing import Reading
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.tenancy import Scope

NOW = datetime(2026, 11, 1, tzinfo=UTC)
MANY, FEW = Scope("audience:many", "test"), Scope("audience:few", "test")
SIZES = {MANY: 2_500, FEW: 40}
COUNTRIES = ("CN", "DE", "US", "FR", "XX")
# Many of each and few of each, and one that nothing has.
CLASSES = (*(f"urn:class:{place}" for place in range(12)), "urn:class:rare", "urn:class:none")


@dataclass(frozen=True)
class Listings:
    """Two audiences' listings in the store, and the same in memory."""

    loop: asyncio.AbstractEventLoop
    store: Store
    entries: dict[Scope, list[Entry]]

    def read(self, scope: Scope, wanted: Wanted, after: int, count: int) -> list[Entry]:
        reading = Reading(self.store.database, scope, wanted, NOW)
        return self.loop.run_until_complete(searching.read(reading, after, count))

    def plainly(self, scope: Scope, wanted: Wanted) -> list[Entry]:
        admitted = (one for one in self.entries[scope] if wanted.admits(one))
        return sorted(admitted, key=lambda one: one.place)


def entry(chance: random.Random) -> Entry:
    """An entry by chance; one in a hundred is Deprecated, of the rare class, or of long ago."""
    identity = str(uuid.UUID(int=chance.getrandbits(128)))
    status = "Deprecated" if chance.random() < 0.01 else "Active"
    its_class = "urn:class:rare" if chance.random() < 0.01 else chance.choice(CLASSES[:12])
    facets = (
        facet("status", status),
        EVERYTHING,
        facet("product", f"urn:product:{chance.randrange(400)}"),
        facet("company", "urn:company:mill"),
        facet("classification", its_class),
        facet("geography", chance.choice(COUNTRIES[:4])),
    )
    days = -4_000 if chance.random() < 0.01 else chance.randrange(0, 700)
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=days)
    until = start + timedelta(days=365 * 3)
    return Entry(identity, "mill", "product", place_of(identity), facets, start, until)


@pytest.fixture(scope="module")
def listings(store_uri: str) -> Iterator[Listings]:
    loop = asyncio.new_event_loop()
    chance = random.Random(7)
    entries = {scope: [entry(chance) for _ in range(size)] for scope, size in SIZES.items()}

    async def fill() -> Store:
        store = connect(Settings(service="test", store=store_uri, database="test_searching"))
        await repository.prepare(store.database)
        async with store.transaction() as session:
            for scope, every in entries.items():
                await repository.insert_many(store.database, scope, every, session)
        return store

    store = loop.run_until_complete(fill())
    yield Listings(loop, store, entries)
    loop.run_until_complete(store.close())
    loop.close()


def some(values: tuple[str, ...], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    chosen = st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)
    return st.one_of(st.just(()), chosen)


PRODUCTS = tuple(f"urn:product:{place}" for place in range(420))
MOMENTS = st.one_of(
    st.none(),
    st.integers(-5_000, 2_600).map(lambda days: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days)),
)
WANTED = st.builds(
    Wanted,
    product_ids=some(PRODUCTS, 30),
    company_ids=some(("urn:company:mill", "urn:company:other"), 2),
    geographies=some(COUNTRIES, 5),
    classifications=some(CLASSES, 14),
    statuses=some(("active", "DEPRECATED"), 2),
    valid_on=MOMENTS,
    valid_after=MOMENTS,
    valid_before=MOMENTS,
)


@settings(max_examples=120, deadline=None)
@given(wanted=WANTED, scope=st.sampled_from([MANY, FEW]), count=st.integers(1, 150))
def test_a_page_is_what_a_plain_filter_finds(
    listings: Listings, wanted: Wanted, scope: Scope, count: int
) -> None:
    expected = listings.plainly(scope, wanted)
    first = listings.read(scope, wanted, -1, count)
    assert first == expected[:count]
    if first:
        assert listings.read(scope, wanted, first[-1].place, count) == expected[count : 2 * count]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted(valid_on=datetime(2027, 6, 1, tzinfo=UTC)),
        Wanted(geographies=("CN",), statuses=("Deprecated",)),
        Wanted(classifications=CLASSES),
        Wanted(product_ids=PRODUCTS[:20]),
        Wanted(valid_after=datetime(2025, 6, 1, tzinfo=UTC), geographies=("DE", "US")),
    ],
)
def test_pages_together_are_the_whole_listing(listings: Listings, wanted: Wanted) -> None:
    found: list[Entry] = []
    while page := listings.read(MANY, wanted, found[-1].place if found else -1, 100):
        found += page
    assert found == listings.plainly(MANY, wanted)


@pytest.mark.parametrize(
    ("wanted", "most"),
    [
        # What it reads is the page and a little more, or a sample and what is rare; never all.
        (Wanted(), 400),
        (Wanted(geographies=("CN",)), 400),
        (Wanted(geographies=("CN",), statuses=("Deprecated",)), 400),
        (Wanted(geographies=("XX",)), 10),
        (Wanted(valid_before=datetime(2000, 1, 1, tzinfo=UTC)), 600),
        (Wanted(valid_after=datetime(2040, 1, 1, tzinfo=UTC)), 600),
        (Wanted(classifications=tuple(f"urn:nothing:{n}" for n in range(20))), 600),
    ],
)
def test_it_reads_little_more_than_it_shows(
    listings: Listings, wanted: Wanted, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = 0
    plain = repository.read_entry

    def counted(document: dict[str, object]) -> Entry:
        nonlocal read
        read += 1
        return plain(document)

    monkeypatch.setattr(repository, "read_entry", counted)
    listings.read(MANY, wanted, -1, 101)
    assert read <= most
