"""Where facts lie that a test waits for in vain: in an outbox, on the broker, or parked."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from kafka import KafkaAdminClient, KafkaConsumer
from pymongo import MongoClient

from tierzero.store import Document


def whereabouts(store: str, databases: Iterable[str], broker: str, group: str) -> str:
    """Rows not yet published, messages that the group has not committed, letters of the dead."""
    with MongoClient[Document](store) as client:
        found = [line for name in databases for line in _in_store(client, name)]
    return "; ".join((*found, *_on_broker(broker, group))) or "all is published and consumed"


def _in_store(client: MongoClient[Document], name: str) -> Iterator[str]:
    pending = client[name]["outbox"].count_documents({"status": "pending"})
    if pending:
        yield f"{pending} rows are pending in {name}"
    letters = client[name]["dead_letters"].find({}).sort("_id", -1).limit(3)
    for letter in letters:
        yield f"parked in {name}: {letter.get('reason_code')} {letter.get('reason')}"


def _on_broker(broker: str, group: str) -> Iterator[str]:
    admin = KafkaAdminClient(bootstrap_servers=broker)
    consumer = KafkaConsumer(bootstrap_servers=broker)
    try:
        # The embedded broker's answer is none that the client can read.
        with suppress(ValueError):
            (found,) = admin.describe_groups([group]).values()
            yield f"group {group} is {found['group_state']}, members: {len(found['members'])}"
        committed = admin.list_group_offsets(group)[group]
        ends = consumer.end_offsets(list(committed))
        for place, position in committed.items():
            if position.offset < ends[place]:
                yield f"{place.topic}/{place.partition} at {position.offset} of {ends[place]}"
    finally:
        admin.close()
        consumer.close()
