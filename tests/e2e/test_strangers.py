"""Whoever asks, and wherever: nothing is answered that its owner does not show to the asker."""

import json
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import calling
import httpx
import pytest
import reading
from google.protobuf.message import DecodeError
from kafka import KafkaConsumer, TopicPartition
from planting import ROLES, Planted
from reading import Asked

from tierzero.topics import TOPICS
from tierzero_local.handle import Platform

pytestmark = [pytest.mark.platform, pytest.mark.timeout(900)]
STRANGERS = ("anonymous", *ROLES)
_AT_ONCE = 4
_PARTNERS = "partners"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a key pair may be made, for looking at the routes of programs that do not run."""
    return tmp_path_factory.mktemp("keys")


def test_every_parameter_of_every_way_in_is_classified(
    platform: Platform, planted: Planted, keys: Path
) -> None:
    """A new route that takes something new must say with what it is to be asked."""
    assert reading.unclassified(planted, keys) == set()
    for address in platform.grpc.values():
        assert calling.unclassified(address, planted) == set()


@pytest.mark.parametrize("who", [*STRANGERS, "mill"])
def test_no_route_tells_what_is_not_shown(
    platform: Platform, planted: Planted, keys: Path, who: str
) -> None:
    asked = [one for one in reading.questions(planted, keys) if one.method == "GET"]
    found = _asked_by(platform, planted, who, asked)
    assert len({one.route for one in asked}) > 100
    _judge(planted, who, found)


@pytest.mark.parametrize("who", [name for name in STRANGERS if name != "buyer"])
def test_no_refusal_of_a_change_tells_either(
    platform: Platform, planted: Planted, keys: Path, who: str
) -> None:
    before = _own_state(planted)
    asked = [one for one in reading.questions(planted, keys) if one.method != "GET"]
    found = _asked_by(platform, planted, who, asked)
    _judge(planted, who, found)
    done = [one for one, status, _ in found if one.names_planted and status in (200, 201, 204)]
    assert done == [], "a stranger changes nothing of others"
    assert _own_state(planted) == before


@pytest.mark.parametrize("who", STRANGERS)
def test_no_call_between_services_tells_what_is_not_shown(
    platform: Platform, planted: Planted, who: str
) -> None:
    token = None if who == "anonymous" else planted.actors[who].token
    told: dict[str, set[str]] = defaultdict(set)
    for address in platform.grpc.values():
        for method, answer in calling.answers(address, token, planted):
            for canary in _told(planted, who, answer):
                told[canary].add(method)
    assert told == {}


def test_no_topic_of_partners_tells_what_is_not_shown(platform: Platform, planted: Planted) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for topic in (one for one in TOPICS if _PARTNERS in one.consumers):
        for text in _messages(platform.broker, topic):
            for canary in _told(planted, "partner", text):
                told[canary].add(topic.name)
    assert told == {}


def _judge(planted: Planted, who: str, found: list[tuple[Asked, int, str]]) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    seen: set[str] = set()
    for asked, status, text in found:
        assert status < 500, (asked, text[:500])
        for canary in _told(planted, who, text):
            told[canary].add(f"{asked.method} {asked.service} {asked.route}")
        seen |= {one.text for one in planted.canaries if one.is_in(text)}
    assert told == {}, "what is not shown was told"
    if who == "mill" and any(asked.method == "GET" for asked, _, _ in found):
        missing = {one.text for one in planted.canaries} - seen
        assert missing == set(), "its owner sees all of it, so it would have been found"
    if who == "buyer":
        assert {"3.141733", "4.271829"} <= seen, "a customer sees what is shown to it"


def _told(planted: Planted, who: str, text: str) -> list[str]:
    forbidden = [one for one in planted.canaries if who not in one.for_whom]
    return [one.text for one in forbidden if one.is_in(text)]


def _asked_by(
    platform: Platform, planted: Planted, who: str, asked: list[Asked]
) -> list[tuple[Asked, int, str]]:
    headers = {"Accept": "text/html, application/json"}
    if who != "anonymous":
        headers["Authorization"] = f"Bearer {planted.actors[who].token}"

    with httpx.Client(headers=headers, timeout=120, trust_env=False) as client:

        def ask(one: Asked) -> tuple[Asked, int, str]:
            url = platform.services[one.service] + one.path
            body: dict[str, Any] = {} if one.method == "GET" else {"json": {}}
            with client.stream(one.method, url, **body) as answer:
                return one, answer.status_code, _read(answer)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(ask, asked))


def _read(answer: httpx.Response) -> str:
    """The whole answer; of one that never ends what it begins with."""
    if "event-stream" not in answer.headers.get("content-type", ""):
        return answer.read().decode("utf-8", "replace")
    return next(answer.iter_text(), "")


def _own_state(planted: Planted) -> str:
    with planted.actors["mill"].http("supplier-portal") as portal:
        paths = ("/api/v1/products", "/api/v1/footprints", "/api/v1/sharing/disclosures")
        products, footprints, _ = (portal.get(path).json() for path in paths)
    return json.dumps([products, footprints], sort_keys=True)


def _messages(broker: str, topic: Any) -> list[str]:
    consumer = KafkaConsumer(bootstrap_servers=broker, group_id=None, enable_auto_commit=False)
    found: list[str] = []
    try:
        places = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
        consumer.assign(places)
        ends = consumer.end_offsets(places)
        consumer.seek_to_beginning(*places)
        while any(consumer.position(place) < ends[place] for place in places):
            for records in consumer.poll(timeout_ms=500).values():
                for record in records:
                    with suppress(DecodeError):
                        found.append(str(topic.envelope.FromString(record.value)))
    finally:
        consumer.close()
    return found
