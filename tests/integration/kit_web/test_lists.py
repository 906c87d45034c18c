"""Lists on the real store: everything once, in an order that stands while rows arrive."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from tierzero.lists import (
    Joined,
    Listing,
    Position,
    Turn,
    count,
    first,
    index_derived,
    page,
    turn_of,
    words_of,
)
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.tenancy import Scope, ScopedCollection

OWN, OTHER = Scope("o-1", "u-1"), Scope("o-2", "u-2")
START = datetime(2026, 1, 1, tzinfo=UTC)
NEWEST = Listing("things", "at", {"kind": "a"}, descending=True)


@pytest.fixture
async def store(store_uri: str, database_name: str) -> AsyncIterator[Store]:
    opened = connect(Settings(service="test", store=store_uri, database=database_name))
    keys = [("organization_id", 1), ("kind", 1), ("at", 1), ("_id", 1)]
    await opened.database["things"].create_index(keys)
    yield opened
    await opened.close()


async def add(store: Store, scope: Scope, numbers: Sequence[int], alike: int = 1) -> None:
    """Things of which each ``alike`` neighbours are of the same moment, as those of a file are."""
    documents = [
        {"_id": f"{scope.actor}-{n:06}", "kind": "a", "at": START + timedelta(seconds=n // alike)}
        for n in numbers
    ]
    await ScopedCollection(store.database["things"], scope).insert_many(documents)


async def turned(store: Store, size: int, *, arriving: bool = False) -> list[str]:
    """All that is met when one turns the pages to the end."""
    met, turn, arrived = list[str](), Turn(), 1_000_000
    while True:
        found = await page(store.database, OWN, NEWEST, turn, size)
        met += [one["_id"] for one in found.items]
        if not found.next:
            return met
        turn = turn_of(after=found.next)
        if arriving:
            await add(store, OWN, range(arrived, arrived + 30))
            arrived += 30


@pytest.mark.parametrize("alike", [1, 700, 5_000])
async def test_turning_the_pages_meets_everything_once(store: Store, alike: int) -> None:
    await add(store, OWN, range(1_500), alike)
    await add(store, OTHER, range(300))
    everything = [f"u-1-{n:06}" for n in reversed(range(1_500))]
    assert await turned(store, 90) == everything
    cuts = await store.database["list_cuts"].find_one({"organization_id": "o-1"})
    assert len(cuts["ids"]) >= 6
    assert await turned(store, 90) == everything, "and again, along the cuts that were learned"
    assert await turned(store, 90, arriving=True) == everything, "what is new comes before"


async def test_a_list_of_several_values_is_put_in_order(store: Store) -> None:
    await add(store, OWN, range(700), 3)
    things = ScopedCollection(store.database["things"], OWN)
    for kind, start in (("b", 100), ("c", 350)):
        same = [
            {"_id": f"{kind}-{n:06}", "kind": kind, "at": START + timedelta(seconds=n)}
            for n in range(start, start + 200)
        ]
        await things.insert_many(same)
    wanted = Listing("things", "at", descending=True, among=("kind", ("a", "b")))
    rows = [one async for one in things.find({"kind": {"$in": ["a", "b"]}})]
    expected = [one["_id"] for one in sorted(rows, key=lambda one: (one["at"], one["_id"]))][::-1]
    met, turn, back = list[str](), Turn(), ""
    while True:
        found = await page(store.database, OWN, wanted, turn, 120)
        met += [one["_id"] for one in found.items]
        back = found.previous
        if not found.next:
            break
        turn = turn_of(after=found.next)
    assert met == expected
    before = await page(store.database, OWN, wanted, turn_of(before=back), 120)
    assert [one["_id"] for one in before.items] == expected[720:840]
    assert (await count(store.database, OWN, wanted)).text.message.startswith("more than")


async def test_a_field_for_an_order_is_filled_in_where_it_came_later(store: Store) -> None:
    await add(store, OWN, range(5))
    keys = [("organization_id", 1), ("label", 1), ("_id", 1)]
    things = store.database["things"]
    await index_derived(things, "label", keys, ("at",), lambda one: f"{one['at']:%S}")
    found = await page(store.database, OWN, Listing("things", "label"), Turn(), 3)
    assert [one["label"] for one in found.items] == ["00", "01", "02"]
    await add(store, OWN, [7])
    await index_derived(things, "label", keys, ("at",), lambda one: "again")
    assert await things.count_documents({"label": "again"}) == 0, "it is done once"


async def test_turning_back_leads_to_the_same_pages(store: Store) -> None:
    await add(store, OWN, range(900), 40)
    pages, found = list[list[str]](), await page(store.database, OWN, NEWEST, Turn(), 70)
    while True:
        pages.append([one["_id"] for one in found.items])
        if not found.next:
            break
        found = await page(store.database, OWN, NEWEST, turn_of(after=found.next), 70)
    for expected in reversed(pages[:-1]):
        found = await page(store.database, OWN, NEWEST, turn_of(before=found.previous), 70)
        assert [one["_id"] for one in found.items] == expected
    assert not found.previous


async def test_before_the_second_page_of_a_grown_list_is_a_whole_page(store: Store) -> None:
    await add(store, OWN, range(20))
    second = await page(store.database, OWN, NEWEST, Turn(), 15)
    last = await page(store.database, OWN, NEWEST, turn_of(after=second.next), 15)
    back = await page(store.database, OWN, NEWEST, turn_of(before=last.previous), 30)
    assert len(back.items) == 20, "there are too few before it, so the page starts at the beginning"


async def test_lists_are_counted_up_to_a_number(store: Store) -> None:
    assert not await count(store.database, OWN, NEWEST)
    await add(store, OWN, range(650))
    assert (await count(store.database, OWN, NEWEST)).exact is None
    assert (await count(store.database, OWN, NEWEST, 650)).exact == 650
    assert (await count(store.database, OTHER, NEWEST)).exact == 0


async def test_bounds_and_conditions_narrow_a_list(store: Store) -> None:
    await add(store, OWN, range(1_000))
    await count(store.database, OWN, NEWEST, 1_000)
    window = Listing(
        "things",
        "at",
        {"kind": "a"},
        start=START + timedelta(seconds=250),
        end=START + timedelta(seconds=850),
        looks_at=("kind",),
        wanted=lambda one: one["_id"].endswith("5") and one["kind"] == "a",
    )
    found = await first(store.database, OWN, window, 100)
    assert [one["_id"] for one in found] == [f"u-1-{n:06}" for n in range(255, 850, 10)]
    here = Position(START + timedelta(seconds=845), "u-1-000845")
    assert not await first(store.database, OWN, window, 5, here)


LABELS = Listing("things", "label", {"kind": "a"})


async def label(store: Store, scope: Scope, numbers: Sequence[int]) -> None:
    """Things with a label by which they are ordered, and the words that find them."""
    keys = [("organization_id", 1), ("kind", 1), ("label", 1), ("_id", 1)]
    await store.database["things"].create_index(keys)
    await store.database["things"].create_index([("organization_id", 1), ("words", 1)])
    documents = [
        {"_id": f"{scope.actor}-{n:06}", "kind": "a", "label": f"{n // 3:06}"}
        | {"words": words_of(f"W-{n}", "odd" if n % 2 else "even")}
        for n in numbers
    ]
    await ScopedCollection(store.database["things"], scope).insert_many(documents)


async def there_and_back(wanted: Joined, size: int) -> list[str]:
    """A list page by page from its beginning to its end; the pages lead back the same way."""
    pages, found = list[list[str]](), await wanted.page(Turn(), size)
    while True:
        pages.append([one["_id"] for one in found.items])
        if not found.next:
            break
        found = await wanted.page(turn_of(after=found.next), size)
    for expected in reversed(pages[:-1]):
        found = await wanted.page(turn_of(before=found.previous), size)
        assert [one["_id"] for one in found.items] == expected
    assert not found.previous
    return [one for page_ in pages for one in page_]


async def test_lists_of_two_organizations_are_read_as_one(store: Store) -> None:
    await label(store, OWN, range(0, 1_400, 2))
    await label(store, OTHER, range(500))
    await label(store, Scope("o-3", "u-3"), range(50))
    rows = store.database["things"].find({"organization_id": {"$in": ["o-1", "o-2"]}})
    rows = sorted([one async for one in rows], key=lambda one: (one["label"], one["_id"]))
    expected = [one["_id"] for one in rows]
    both = Joined(store.database, [OWN, OTHER], LABELS)
    assert await there_and_back(both, 110) == expected
    assert (await both.count()).exact is None
    assert (await both.count(1_200)).exact == 1_200
    backwards = Joined(
        store.database, [OWN, OTHER], Listing("things", "label", {"kind": "a"}, True)
    )
    assert await there_and_back(backwards, 170) == expected[::-1]


async def test_what_is_rare_in_joined_lists_is_found_by_its_words(store: Store) -> None:
    await label(store, OWN, range(3_000))
    await label(store, OTHER, range(2_000, 2_400))
    both = Joined(store.database, [OWN, OTHER], LABELS, ("w-239", "odd"))
    found = await there_and_back(both, 4)
    numbers = (2_391, 2_393, 2_395, 2_397, 2_399)
    expected = [f"{actor}-{n:06}" for n in numbers for actor in ("u-1", "u-2")]
    assert sorted(found) == sorted([*expected, "u-1-000239"])
    assert (await both.count()).exact == 11
    odd = Joined(store.database, [OWN, OTHER], LABELS, ("odd",))
    assert (await odd.count(10_000)).exact == 1_700
