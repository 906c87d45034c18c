"""Where facts lie that a test waits for in vain: in an outbox, on the broker, or parked."""

from collections.abc import Iterable, Iterator

from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition
from pymongo import MongoClient

from tierzero.store import Document


def whereabouts(store: str, databases: Iterable[str], broker: str, group: str) -> str:
    """Rows not yet published, messages that the group has not committed, letters of the dead."""
    with MongoClient[Document](store) as client:
        found = [line for name in databases for line in _in_store(client, name)]
    return "; ".join((*found, *_on_broker(broker, group)))


def _in_store(client: MongoClient[Document], name: str) -> Iterator[str]:
    pending = client[name]["outbox"].count_documents({"status": "pending"})
    yield f"{pending} rows are pending in {name}"
    letters = client[name]["dead_letters"].find({}).sort("parked_at", -1).limit(3)
    for letter in letters:
        what = f"{letter.get('reason_code')} {str(letter.get('reason'))[:200]}"
        yield f"parked in {name} at {letter.get('parked_at')}: {what}"


def _on_broker(broker: str, group: str) -> Iterator[str]:
    admin = KafkaAdminClient(bootstrap_servers=broker)
    consumer = KafkaConsumer(bootstrap_servers=broker)
    try:
        places = [
            TopicPartition(topic, partition)
            for topic in consumer.topics()
            for partition in consumer.partitions_for_topic(topic) or ()
        ]
        # Asked by name: of "all", the embedded broker says that there are none.
        committed = admin.list_group_offsets({group: places})[group]
        ends = consumer.end_offsets(places)
        for place in places:
            done = committed[place].offset if place in committed else -1
            if 0 <= done < ends[place]:
                yield f"{place.topic}/{place.partition} is done to {done} of {ends[place]}"
            elif done < 0 < ends[place]:
                yield f"{place.topic}/{place.partition}: {ends[place]}, none of it done"
    finally:
        admin.close()
        consumer.close()
