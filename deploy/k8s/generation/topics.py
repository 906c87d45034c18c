"""Strimzi KafkaTopics from the topic table."""

from typing import Any

from tierzero.topics import TOPICS, Topic

API = "kafka.strimzi.io/v1"
CLUSTER = "tierzero"
REPLICAS = 3


def topics() -> list[dict[str, Any]]:
    """One KafkaTopic for each topic."""
    return [_topic(topic) for topic in TOPICS]


def _topic(topic: Topic) -> dict[str, Any]:
    return {
        "apiVersion": API,
        "kind": "KafkaTopic",
        "metadata": {
            "name": topic.name,
            "labels": {"strimzi.io/cluster": CLUSTER},
            "annotations": {"tierzero/meaning": topic.meaning, "tierzero/key": topic.key},
        },
        "spec": {
            "partitions": topic.partitions,
            "replicas": REPLICAS,
            "config": dict(topic.configuration),
        },
    }
