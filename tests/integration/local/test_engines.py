"""The engines do what the platform relies on, whichever they are."""

from collections.abc import Mapping
from contextlib import closing
from typing import Any

from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient, NewTopic
from pymongo import MongoClient


def test_the_store_keeps_a_transaction_whole(store_uri: str, database_name: str) -> None:
    with MongoClient[Mapping[str, Any]](store_uri) as client:
        database = client[database_name]
        database.create_collection("kept")
        with client.start_session() as session:
            session.start_transaction()
            database["kept"].insert_one({"_id": 1}, session=session)
            session.abort_transaction()
            with session.start_transaction():
                database["kept"].insert_one({"_id": 2}, session=session)
        assert [d["_id"] for d in database["kept"].find()] == [2]


def test_the_broker_gives_back_what_it_acknowledged(broker_address: str) -> None:
    with closing(KafkaAdminClient(bootstrap_servers=broker_address)) as admin:
        admin.create_topics([NewTopic("engines", num_partitions=3, replication_factor=1)])
    with closing(KafkaProducer(bootstrap_servers=broker_address, acks="all")) as producer:
        written = producer.send("engines", b"value", key=b"key").get(timeout=10)
    consumer = KafkaConsumer(
        "engines", bootstrap_servers=broker_address, auto_offset_reset="earliest"
    )
    with closing(consumer):
        message = next(iter(consumer))
    assert (message.partition, message.value) == (written.partition, b"value")
