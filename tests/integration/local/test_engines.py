"""The engines do what the platform relies on, whichever they are."""

import asyncio
import sys
from collections.abc import Mapping
from contextlib import closing
from subprocess import PIPE, Popen
from typing import Any

import pytest
from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient, NewTopic
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from tierzero_local.engines.store import end_open_transactions


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


_BEGIN_AND_HANG = """
import sys
from pymongo import MongoClient
client = MongoClient(sys.argv[1])
session = client.start_session()
session.start_transaction()
client[sys.argv[2]]["held"].update_one({"_id": 1}, {"$set": {"by": "killed"}}, session=session)
print("open", flush=True)
sys.stdin.read()
"""


def test_what_a_killed_process_held_is_free_again(store_uri: str, database_name: str) -> None:
    with MongoClient[dict[str, Any]](store_uri) as client:
        held = client[database_name]["held"]
        held.insert_one({"_id": 1})
        command = [sys.executable, "-c", _BEGIN_AND_HANG, store_uri, database_name]
        with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "open\n"
            child.kill()
        with (
            client.start_session() as session,
            pytest.raises(OperationFailure) as refused,
            session.start_transaction(),
        ):
            held.update_one({"_id": 1}, {"$set": {"by": "successor"}}, session=session)
        assert refused.value.has_error_label("TransientTransactionError")
        asyncio.run(end_open_transactions(int(store_uri.rpartition(":")[2])))
        with client.start_session() as session, session.start_transaction():
            held.update_one({"_id": 1}, {"$set": {"by": "successor"}}, session=session)
        assert held.find_one({}) == {"_id": 1, "by": "successor"}


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
