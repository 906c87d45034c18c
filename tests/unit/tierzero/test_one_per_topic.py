"""Several features of a service may listen to one topic, which the service reads once."""

from typing import Any

import pytest

from tierzero.agents import Consumer
from tierzero.agents.consumer import one_per_topic
from tierzero.topics import FOOTPRINTS, PRODUCTS


def _consumer(topic: Any, name: str, seen: list[str], fails: bool = False) -> Consumer:
    async def handle(_delivery: Any) -> None:
        seen.append(name)
        if fails:
            raise RuntimeError(name)

    return Consumer(topic, handle, lambda lost: seen.append(f"{name} forgets {sorted(lost)}"))


async def test_consumers_of_one_topic_handle_in_turn() -> None:
    seen: list[str] = []
    first, other = _consumer(FOOTPRINTS, "first", seen), _consumer(PRODUCTS, "other", seen)
    merged = one_per_topic([first, other, _consumer(FOOTPRINTS, "second", seen)])
    assert [one.topic for one in merged] == [FOOTPRINTS, PRODUCTS]
    assert merged[1] is other
    await merged[0].handle(None)  # pyright: ignore[reportArgumentType]
    merged[0].forget(frozenset({2}))
    assert seen == ["first", "second", "first forgets [2]", "second forgets [2]"]


async def test_a_failure_of_one_is_a_failure_of_the_message() -> None:
    seen: list[str] = []
    alike = [_consumer(FOOTPRINTS, name, seen, fails=name == "a") for name in "ab"]
    [merged] = one_per_topic(alike)
    with pytest.raises(RuntimeError):
        await merged.handle(None)  # pyright: ignore[reportArgumentType]
    assert seen == ["a"]
