"""The open chain: whatever is done to entries or links afterwards shows, up to the present."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from supplier_portal.audit.links import Link, chain_faults, entry_faults, linked
from supplier_portal.audit.pending import Pending

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
Entry = dict[str, Any]
logs = st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=5)


def entries_of(log: list[list[str]]) -> list[list[Entry]]:
    """Each text an entry with an id of its own."""
    numbers = iter(range(1_000))
    return [
        [{"_id": next(numbers), "at": NOON, "actor": text} for text in window] for window in log
    ]


def chain(windows: list[list[Entry]]) -> list[Link]:
    links: list[Link] = []
    for number, window in enumerate(windows):
        previous = links[-1] if links else None
        links.append(linked("mill", previous, NOON + timedelta(seconds=number), window))
    return links


def checked(links: list[Link], log: dict[Any, Entry]) -> list[str]:
    wrong: list[str] = []
    for previous, link in zip([None, *links], links, strict=False):
        wrong += [*chain_faults(link, previous), *entry_faults(link, log)]
    return wrong


def by_id(windows: list[list[Entry]]) -> dict[Any, Entry]:
    return {entry["_id"]: entry for window in windows for entry in window}


@given(logs)
def test_what_nobody_touched_has_no_faults(log: list[list[str]]) -> None:
    windows = entries_of(log)
    assert checked(chain(windows), by_id(windows)) == []


@given(logs, st.data())
def test_an_altered_or_removed_entry_is_named(log: list[list[str]], data: st.DataObject) -> None:
    windows = entries_of(log)
    links, held = chain(windows), by_id(windows)
    touched = data.draw(st.sampled_from(sorted(held)))
    altered = {**held, touched: {**held[touched], "actor": held[touched]["actor"] + "x"}}
    [said] = checked(links, altered)
    assert said.endswith(f"entry {touched} was changed")
    [said] = checked(links, {name: one for name, one in held.items() if name != touched})
    assert said.endswith(f"entry {touched} was removed")


@given(logs.filter(lambda log: len(log) > 1), st.data())
def test_links_in_another_order_or_gone_show(log: list[list[str]], data: st.DataObject) -> None:
    windows = entries_of(log)
    links, held = chain(windows), by_id(windows)
    place = data.draw(st.integers(0, len(links) - 2))
    swapped = [*links]
    swapped[place], swapped[place + 1] = links[place + 1], links[place]
    assert checked(swapped, held)
    assert checked([*links[:place], *links[place + 1 :]], held)


def test_entries_in_another_order_within_a_link_show() -> None:
    [window] = entries_of([["first", "second"]])
    [link] = chain([window])
    turned = Link(**{**link.__dict__, "ids": link.ids[::-1], "digests": link.digests[::-1]})
    assert checked([turned], by_id([window])) == ["mill: link 1: the link itself was changed"]
    again = [{**window[0], "at": NOON + timedelta(hours=1)}, window[1]]
    assert checked([link], by_id([again])) == ["mill: link 1: entry 0 was changed"]


async def test_what_was_taken_back_is_forgotten_after_a_while() -> None:
    pending = Pending()
    pending.note("mill", [1, 2])
    pending.note("foundry", [3])
    await pending.some()
    pending.settle("mill", {1})
    assert pending.by_organization() == {"mill": [2], "foundry": [3]}
    pending.settle("foundry", {3})
    pending.settle("mill", {2})
    assert pending.by_organization() == {}
