"""A first showing of many products is written in steps, and whatever comes between two of them it
ends as if it had been written at once."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from footprint import journal
from footprint.bundles import Bundle
from footprint.inventories import repository as inventory_repository
from footprint.networks import repository as network_repository
from footprint.networks import stepping
from footprint.networks.absorbing import absorb
from footprint.networks.network import Network
from footprint.networks.rollups.sheet import PRODUCTS_PER_PAGE
from footprint.networks.service import Networks, take_in
from footprint.recent import Recent
from footprint.settings import FootprintSettings
from footprint.verify.comparison import differences
from footprint.verify.stored import read_stored
from tests.unit.footprint import facts
from tests.unit.footprint.bills import bill, part
from tests.unit.footprint.bus import results
from tierzero import outbox
from tierzero.facts.roll_ups import Key, RollUps, listen
from tierzero.footprint.v1.roll_up_pb2 import RollUpsChanged
from tierzero.identity import utc_now
from tierzero.store import Store, connect
from tierzero.topics import ROLL_UPS

PRODUCTS = 4 * PRODUCTS_PER_PAGE + 100
"""Five pages, of which the last is not full."""


class Killed(Exception):
    """The process is gone."""


def stated() -> Iterator[Bundle]:
    """Steel and products made of it, of which the buyer sees none yet."""
    yield Bundle(
        products=[facts.product("steel")],
        footprints=[facts.footprint("f", "steel", "2")],
    )
    for start in range(0, PRODUCTS, 700):
        numbers = range(start, min(start + 700, PRODUCTS))
        yield Bundle(
            products=[facts.product(f"p{one:05}", "maker") for one in numbers],
            bills_of_materials=[
                bill(f"p{one:05}", [part("steel", f"0.{one + 1}", "mill")], "maker", own="1")
                for one in numbers
            ],
        )


def bought() -> Bundle:
    """The purchase that shows all of it."""
    return Bundle(activities=[facts.purchase("a", "p00007", "10", "plant", "maker")])


def later() -> Bundle:
    """A correction that reaches all of it."""
    return Bundle(footprints=[facts.footprint("f", "steel", "3", version=2)])


@pytest.fixture
async def store(settings: FootprintSettings, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A database with collections, and steps of one new page."""
    monkeypatch.setattr("footprint.networks.rollups.steps._MOST", 32)
    store = connect(settings)
    for one in (journal, network_repository, inventory_repository, outbox):
        await one.prepare(store.database)
    return store


@pytest.fixture
def work(store: Store) -> Any:
    """Take a message in as a worker that has just begun."""

    async def take(bundle: Bundle) -> None:
        await take_in(Networks(store, utc_now, Recent(10**9)), "plant", bundle, 0)

    return take


def killed_after(monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    """Let the process end when so many further steps are durable."""
    left = itertools.count(steps, -1)
    commit = network_repository.commit

    async def until_killed(*arguments: Any) -> None:
        if not next(left):
            raise Killed
        await commit(*arguments)

    monkeypatch.setattr(stepping, "commit", until_killed)


def clean_run(bundles: Sequence[Bundle]) -> Network:
    """All of it in memory, never interrupted."""
    network = Network("plant")
    for one in bundles:
        absorb(network, one)
    return network


async def heard(store: Store) -> dict[str, float]:
    """What somebody makes of the messages, who gets them backwards."""
    rows = await store.database["outbox"].find({"topic": ROLL_UPS.name}).sort("_id", -1).to_list()
    known: dict[Key, RollUps] = {}
    for row in rows:
        listen(known, RollUpsChanged.FromString(bytes(row["value"])))
    one = known["plant", 2024]
    assert not one.waiting
    return {name: figure["values"] for name, figure in one.figures().items()}


async def assert_as_clean(store: Store, bundles: Sequence[Bundle]) -> None:
    """Bytes of inventories, lines and roll-ups, and what listeners know, are those of one run."""
    clean = clean_run(bundles)
    assert differences(await read_stored(store), results({"plant": clean})) == []
    sheet = clean.roll_ups.sheets[2024]
    values = dict(zip(sheet.product_ids, sheet.rows[:, 0].tolist(), strict=False))
    assert await heard(store) == values
    assert len(values) == PRODUCTS


async def entries(store: Store) -> list[bool]:
    """Of each entry since bills were stated, whether more was owed."""
    found = store.database["journal"].find({}).sort("sequence", 1)
    return [one.get("is_owing", False) async for one in found][len([*stated()]) :]


async def test_it_is_written_page_by_page(store: Store, work: Any) -> None:
    bundles = [*stated(), bought()]
    for one in bundles:
        await work(one)

    assert await entries(store) == [True, True, True, True, False]
    await assert_as_clean(store, bundles)


async def test_who_is_killed_between_steps_goes_on_when_the_message_comes_again(
    store: Store, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in stated():
        await work(one)
    # After the first step, and each time that the message comes again after one or two more.
    for steps in (0, 1, 2):
        with monkeypatch.context() as patching:
            killed_after(patching, steps)
            with pytest.raises(Killed):
                await work(bought())
    assert (await entries(store))[-1], "more is owed"
    await work(bought())

    assert not (await entries(store))[-1]
    await assert_as_clean(store, [*stated(), bought()])


async def test_what_is_owed_is_written_before_other_news(
    store: Store, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in stated():
        await work(one)
    with monkeypatch.context() as patching:
        killed_after(patching, 1)
        with pytest.raises(Killed):
            await work(bought())
    # Both messages lie ready, so they come as one.
    together = bought()
    together.MergeFrom(later())
    await work(together)

    await assert_as_clean(store, [*stated(), bought(), later()])


async def test_a_worker_that_is_overtaken_between_steps_begins_again(
    store: Store, work: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in stated():
        await work(one)
    commit, turns = network_repository.commit, itertools.count()

    async def interrupted(*arguments: Any) -> None:
        if next(turns) == 1:
            # Another worker takes over, and has done with it before this one writes its next step.
            monkeypatch.setattr(stepping, "commit", commit)
            await work(later())
        await commit(*arguments)

    monkeypatch.setattr(stepping, "commit", interrupted)
    await work(bought())

    await assert_as_clean(store, [*stated(), bought(), later()])
