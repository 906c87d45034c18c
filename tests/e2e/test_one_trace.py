"""A submission can be followed through every process by its one trace, and in metrics and logs."""

import json
import secrets
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import httpx
import pytest
from asking import until
from entering import THIS_YEAR, Chain
from kafka import KafkaProducer

from tierzero.topics import FOOTPRINTS, INVENTORIES, NETWORKS, PROGRESS, Topic
from tierzero_local.handle import Platform

pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]
Json = dict[str, Any]
Edge = tuple[str, str, str, str]

WAY = (
    ("supplier-portal.web", "POST /api/v1/footprints"),
    ("relay.relay", f"{FOOTPRINTS.name} publish"),
    ("footprint.worker", f"{FOOTPRINTS.name} process"),
    ("relay.relay", f"{NETWORKS.name} publish"),
    ("footprint.worker", f"{NETWORKS.name} process"),
    ("relay.relay", f"{INVENTORIES.name} publish"),
    ("aggregator.worker", f"{INVENTORIES.name} process"),
    ("aggregator.worker", "progress recompute"),
    ("relay.relay", f"{PROGRESS.name} publish"),
)
"""Process and span, each the parent of the next."""
WRITES_OUTBOX = ("supplier-portal.web", "footprint.worker", "aggregator.worker")


def ask(platform: Platform, path: str, **query: str) -> Json:
    """What the collector has received; nothing where it knows nothing of it."""
    answer = httpx.get(f"{platform.traces}{path}", params=query, trust_env=False, timeout=30)
    return answer.json() if answer.is_success else {}


def edges(trace: Json) -> set[Edge]:
    """Service and name of each span's parent and of the span."""
    spans = {step["span_id"]: step for step in trace.get("steps", [])}
    pairs = ((spans.get(step["parent_id"]), step) for step in spans.values())
    return {(a["service"], a["name"], b["service"], b["name"]) for a, b in pairs if a}


def new_traceparent() -> tuple[str, str]:
    """A trace id, and the header that tells it (W3C Trace Context)."""
    trace_id = secrets.token_hex(16)
    return trace_id, f"00-{trace_id}-{secrets.token_hex(8)}-01"


def test_one_trace_leads_from_the_submission_to_published_progress(chain: Chain) -> None:
    chain.buy(THIS_YEAR - 1)
    # Else the purchase would be what brings the footprint into the factory's network.
    chain.settle()
    trace_id, traceparent = new_traceparent()
    published = points(chain.platform, "tierzero.submission_to_progress")

    answer = chain.submit("2.1", headers={"traceparent": traceparent})
    assert answer.status_code == 201, answer.text

    expected = {(*one, *following) for one, following in pairwise(WAY)}
    trace = until(
        lambda: ask(chain.platform, f"/traces/{trace_id}"), lambda one: expected <= edges(one)
    )
    own = [step for step in trace["steps"] if step["trace_id"] == trace_id]
    assert {(step["service"], step["name"]) for step in own} >= set(WAY)
    assert not trace["failed"]
    writers = {
        step["service"]
        for step in own
        if step["attributes"].get("db.mongodb.collection") == "outbox"
    }
    assert writers >= set(WRITES_OUTBOX)

    def newly_published() -> int:
        now = points(chain.platform, "tierzero.submission_to_progress")
        return sum(map(count, now)) - sum(map(count, published))

    until(newly_published, lambda number: number > 0)


def test_events_in_and_out_lag_and_time_to_progress_are_measured(chain: Chain) -> None:
    chain.buy(THIS_YEAR - 1)
    assert chain.submit("2.1").status_code == 201
    until(chain.total, lambda total: total == 2_100_000_000)
    platform = chain.platform

    for topic in (FOOTPRINTS, NETWORKS, INVENTORIES, PROGRESS):
        until(lambda topic=topic: amount(platform, "published", topic), bool)
    for topic in (FOOTPRINTS, NETWORKS, INVENTORIES):
        until(lambda topic=topic: amount(platform, "consumed", topic), bool)
    workers = {"procurement.worker", "footprint.worker", "aggregator.worker"}
    lag = until(
        lambda: points(platform, "tierzero.events.lag"),
        lambda found: workers <= {one["service"] for one in found},
    )
    times = until(lambda: points(platform, "tierzero.submission_to_progress"), bool)
    for one in (*lag, *times):
        assert one["unit"] == "s"
        assert one["count"] > 0
        assert sum(one["buckets"]) == one["count"]


def test_log_lines_name_their_trace(chain: Chain) -> None:
    trace_id, traceparent = new_traceparent()
    assert chain.submit("2.1", headers={"traceparent": traceparent}).status_code == 201
    path = "POST /api/v1/footprints 201"
    [line] = until(lambda: logged(chain.platform, "supplier_portal.web", trace_id, path), bool)
    assert (line["method"], line["path"]) == ("POST", "/api/v1/footprints")
    assert (line["status"], line["service"], line["role"]) == (201, "supplier-portal", "web")

    trace_id, traceparent = new_traceparent()
    producer = KafkaProducer(bootstrap_servers=chain.platform.broker)
    headers = [("traceparent", traceparent.encode())]
    producer.send(FOOTPRINTS.name, key=b"nobody", value=secrets.token_bytes(9), headers=headers)
    producer.close()
    parked = f"parked {FOOTPRINTS.name}/"
    for worker in ("procurement.worker", "footprint.worker"):
        [line] = until(lambda name=worker: logged(chain.platform, name, trace_id, parked), bool)
        assert line["level"] == "warning"


def logged(platform: Platform, process: str, trace_id: str, beginning: str) -> list[Json]:
    """Lines of a process's log that belong to the trace and begin so.

    Under load a transaction may have been tried again, which is said in lines of its own.
    """
    return [
        line
        for line in _lines(platform, process)
        if line.get("trace_id") == trace_id and line["message"].startswith(beginning)
    ]


def _lines(platform: Platform, process: str) -> Iterator[Json]:
    with (platform.directory / "logs" / f"{process}.log").open() as file:
        # Its address, said first, is no JSON; nor is a line that is still being written.
        yield from (json.loads(line) for line in file if line[0] == "{" and line[-1] == "\n")


def points(platform: Platform, name: str) -> list[Json]:
    """The latest points of a metric."""
    return ask(platform, "/metrics", name=name)["metrics"]


def count(point: Json) -> int:
    """How many values a histogram has taken in."""
    return point["count"]


def amount(platform: Platform, direction: str, topic: Topic) -> float:
    """How many events of a topic went in or out, over all processes."""
    found = points(platform, f"tierzero.events.{direction}")
    return sum(one["value"] for one in found if one["attributes"]["topic"] == topic.name)
