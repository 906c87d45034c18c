"""Strimzi KafkaUsers whose access lists are the topic table's producers and consumers."""

from collections.abc import Iterable
from typing import Any

from generation.processes import PROCESSES, outsiders, read_by, written_by
from generation.topics import API, CLUSTER
from tierzero.topics import TOPICS, Topic

# Writing implies describing. A relay creates its topics again where the broker has lost them.
_RELAY = ("Write", "Create")
_CONSUMER = ("Read",)
Document = dict[str, Any]


def users() -> list[Document]:
    """One KafkaUser for each process that uses Kafka and each consumer from outside."""
    relays = [_user(p.name, _on(written_by(p), _RELAY)) for p in PROCESSES if written_by(p)]
    workers = [
        _user(p.name, [*_on(read_by(p), _CONSUMER), _group(p.service, "literal")])
        for p in PROCESSES
        if read_by(p)
    ]
    return [*relays, *workers, *map(_outsider, outsiders())]


def _outsider(name: str) -> Document:
    topics = [topic for topic in TOPICS if name in topic.consumers]
    # Several programs may read for themselves, each in a group of its own.
    return _user(name, [*_on(topics, _CONSUMER), _group(f"{name}.", "prefix")])


def _on(topics: Iterable[Topic], operations: tuple[str, ...]) -> list[Document]:
    return [_rule("topic", topic.name, "literal", operations) for topic in topics]


def _group(name: str, pattern: str) -> Document:
    return _rule("group", name, pattern, _CONSUMER)


def _rule(kind: str, name: str, pattern: str, operations: tuple[str, ...]) -> Document:
    resource = {"type": kind, "name": name, "patternType": pattern}
    return {"resource": resource, "operations": list(operations)}


def _user(name: str, rules: list[Document]) -> Document:
    return {
        "apiVersion": API,
        "kind": "KafkaUser",
        "metadata": {"name": name, "labels": {"strimzi.io/cluster": CLUSTER}},
        "spec": {
            "authentication": {"type": "tls"},
            "authorization": {"type": "simple", "acls": rules},
        },
    }
