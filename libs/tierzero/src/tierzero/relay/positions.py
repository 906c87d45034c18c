"""Remembers how far each partition was written, to notice a broker that has lost its log."""

from collections.abc import Iterable
from typing import Any

from kafka import KafkaConsumer
from kafka.admin import KafkaAdminClient
from kafka.structs import TopicPartition
from pymongo import UpdateOne
from pymongo.database import Database

from tierzero.broker import client_options
from tierzero.outbox import COLLECTION, PENDING, PUBLISHED
from tierzero.relay.publisher import Published
from tierzero.settings import Settings
from tierzero.store import Document

_POSITIONS = "relay_positions"
_CLUSTER = "cluster"


def remember(database: Database[Document], published: Iterable[Published]) -> None:
    """Note how far each partition was written at least, from one portion of messages.

    That is the portion's lowest offset: Tansu (0.6) tells as the end of a partition the place
    behind the *first* message of its last batch, and must not seem to have lost the others.
    """
    lowest: dict[tuple[str, int], int] = {}
    for one in published:
        place = (one.batch.topic, one.partition)
        lowest[place] = min(one.offset, lowest.get(place, one.offset))
    updates = [
        UpdateOne(
            {"_id": f"{topic}/{partition}"},
            {"$set": {"topic": topic, "partition": partition}, "$max": {"offset": offset}},
            upsert=True,
        )
        for (topic, partition), offset in lowest.items()
    ]
    if updates:
        database[_POSITIONS].bulk_write(updates)


def lost_topics(database: Database[Document], cluster: str, consumer: KafkaConsumer) -> set[str]:
    """Topics whose log on the broker is shorter than what was acknowledged before: all of them,
    where it is another cluster."""
    known = list(database[_POSITIONS].find({"topic": {"$exists": True}}))
    if not known:
        return set()
    if _cluster_changed(database, cluster):
        return {position["topic"] for position in known}
    present = consumer.topics()
    partitions = [TopicPartition(p["topic"], p["partition"]) for p in known]
    ends = consumer.end_offsets([p for p in partitions if p.topic in present])
    return {
        position["topic"]
        for position, partition in zip(known, partitions, strict=True)
        if ends.get(partition, 0) <= position["offset"]
    }


def _cluster_changed(database: Database[Document], cluster: str) -> bool:
    stored = database[_POSITIONS].find_one({"_id": _CLUSTER})
    return stored is not None and stored["cluster_id"] != cluster


def remember_cluster(database: Database[Document], identifier: str) -> None:
    """Note which cluster the rows were published to."""
    stored = {"_id": _CLUSTER, "cluster_id": identifier}
    # Looking costs the store less than writing.
    if database[_POSITIONS].find_one({"_id": _CLUSTER}) != stored:
        database[_POSITIONS].replace_one({"_id": _CLUSTER}, stored, upsert=True)


class Cluster:
    """Which cluster answers: a new id means a new, empty log.

    The connection is kept: making one each time held up publishing in the same process.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._admin: KafkaAdminClient | None = None

    def id(self) -> str:
        """The broker's cluster id; raises KafkaError."""
        if self._admin is None:
            self._admin = KafkaAdminClient(
                **client_options(self._settings), client_id="tierzero-relay"
            )
        try:
            description: dict[str, Any] = self._admin.describe_cluster()
        except Exception:
            self.close()
            raise
        return str(description.get("cluster_id", ""))

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._admin is not None:
            self._admin.close()
        self._admin = None


def publish_again(database: Database[Document], topics: Iterable[str]) -> int:
    """Put every row of the topics back to pending; return how many."""
    names = list(topics)
    database[_POSITIONS].delete_many({"topic": {"$in": names}})
    result = database[COLLECTION].update_many(
        {"topic": {"$in": names}, "status": PUBLISHED}, {"$set": {"status": PENDING}}
    )
    return result.modified_count
