"""Several messages at once: all are applied, or halves of them, down to single messages."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from tierzero.agents import Delivery, Unusable
from tierzero.agents.handling import Handling
from tierzero.agents.together import handle_messages
from tierzero.cloud_events import EventAttributes, to_message
from tierzero.deadletter.repository import Original
from tierzero.supplier_portal.v1.product_pb2 import Product, ProductsStated
from tierzero.telemetry.logs import JsonLines
from tierzero.topics import PRODUCTS


def message(offset: int, name: str = "steel") -> Original:
    """A message with one product."""
    product = Product(name=name)
    product.fact.id, product.fact.version = f"p{offset}", 1
    attributes = EventAttributes("1", "/test", PRODUCTS.event_type, "mill", datetime.now(UTC))
    value = ProductsStated(facts=[product]).SerializeToString()
    key, value, headers = to_message(attributes, value)
    return Original(PRODUCTS.name, 0, offset, key, value, dict(headers))


def traced(original: Original) -> Original:
    """The message as published in a trace of its own."""
    header = f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-01".encode()
    return replace(original, headers={**original.headers, "traceparent": header})


class Recorder:
    """A handler that refuses some names, and fails as often as it is told."""

    def __init__(self, failures: Sequence[Exception] = ()) -> None:
        self.attempts: list[list[int]] = []
        self.applied: list[int] = []
        self.failures = list(failures)

    async def many(self, deliveries: Sequence[Delivery]) -> None:
        """Apply all or none."""
        offsets = [one.original.offset for one in deliveries]
        self.attempts.append(offsets)
        if self.failures:
            raise self.failures.pop()
        if any(fact.name == "poison" for one in deliveries for fact in one.facts):
            raise Unusable("refused", "the name is not allowed")
        self.applied += offsets

    async def one(self, delivery: Delivery) -> None:
        """Apply one."""
        await self.many([delivery])


class Parking:
    """A store that keeps what is parked and nothing else."""

    def __init__(self) -> None:
        self.parked = 0

    async def in_transaction(self, work: Any) -> None:
        """Count instead of writing."""
        self.parked += 1


async def handled(recorder: Recorder, originals: Sequence[Original]) -> int:
    """Handle the messages; how many were parked."""
    store: Any = Parking()
    await handle_messages(Handling(store, "test", recorder.one, recorder.many), originals)
    return store.parked


async def test_messages_that_can_be_used_are_applied_at_once() -> None:
    recorder = Recorder()
    assert await handled(recorder, [message(offset) for offset in range(5)]) == 0
    assert recorder.attempts == [[0, 1, 2, 3, 4]]


async def test_poison_is_parked_alone_and_its_neighbours_are_applied() -> None:
    recorder = Recorder()
    sent = [message(offset, "poison" if offset == 5 else "steel") for offset in range(8)]
    assert await handled(recorder, sent) == 1
    assert sorted(recorder.applied) == [0, 1, 2, 3, 4, 6, 7]
    assert [0, 1, 2, 3] in recorder.attempts, "the half without poison was applied at once"


async def test_what_cannot_be_decoded_is_parked_before_the_others_are_tried() -> None:
    recorder = Recorder()
    broken = Original(PRODUCTS.name, 0, 1, b"mill", b"\xff", message(1).headers)
    assert await handled(recorder, [message(0), broken, message(2)]) == 1
    assert recorder.attempts == [[0, 2]]


async def test_each_that_is_parked_says_so_in_its_own_trace(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent = [traced(message(offset, "poison" if offset else "steel")) for offset in range(3)]
    broken = replace(traced(message(3)), value=b"\xff")
    caplog.handler.setFormatter(JsonLines("test", "worker"))
    assert await handled(Recorder(), [*sent, broken]) == 3
    lines = [json.loads(line) for line in caplog.text.splitlines()]
    said = {line["trace_id"] for line in lines if line["message"].startswith("parked")}
    assert said == {one.traceparent.split("-")[1] for one in (*sent[1:], broken)}


async def test_a_store_that_is_away_is_waited_for() -> None:
    recorder = Recorder([AutoReconnect("away")])
    assert await handled(recorder, [message(0), message(1)]) == 0
    assert recorder.attempts == [[0, 1], [0, 1]]


async def test_a_fault_that_shows_only_together_costs_no_message() -> None:
    recorder = Recorder([RuntimeError("too much at once")])
    assert await handled(recorder, [message(0), message(1), message(2)]) == 0
    assert recorder.applied == [0, 1, 2]
