"""Kafka in the cluster is the topic table: its topics, and who may write and read them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tierzero.settings import Settings
from tierzero.topics import TOPICS

Document = dict[str, Any]
Documents = list[Document]
SERVICES = ("supplier-portal", "procurement", "footprint", "aggregator")
GENERATED = ("strimzi/topics.yaml", "strimzi/users.yaml", "network-policies/processes.yaml")


def of_kind(documents: Documents, kind: str) -> dict[str, Document]:
    return {d["metadata"]["name"]: d["spec"] for d in documents if d["kind"] == kind}


def granted(documents: Documents) -> set[tuple[str, str, str, str]]:
    """(user, operation, resource kind, name; `*` at its end for a prefix) of every rule."""
    return {
        (user, operation, rule["resource"]["type"], resource_name(rule["resource"]))
        for user, spec in of_kind(documents, "KafkaUser").items()
        for rule in spec["authorization"]["acls"]
        for operation in rule["operations"]
    }


def resource_name(resource: Document) -> str:
    return resource["name"] + ("*" if resource["patternType"] == "prefix" else "")


def allowed_by_the_table() -> set[tuple[str, str, str, str]]:
    """The same as the table of topics has it."""
    rules: set[tuple[str, str, str, str]] = set()
    for topic in TOPICS:
        for producer in SERVICES if topic.producer == "every service" else (topic.producer,):
            rules |= {(f"{producer}-relay", op, "topic", topic.name) for op in ("Write", "Create")}
        for consumer in topic.consumers:
            inside = consumer in SERVICES
            user = f"{consumer}-worker" if inside else consumer
            group = consumer if inside else f"{consumer}.*"
            rules |= {(user, "Read", "topic", topic.name), (user, "Read", "group", group)}
    return rules


def test_the_committed_manifests_are_what_the_table_gives(repository: Path) -> None:
    script = repository / "deploy/k8s/generate.py"
    printed = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True
    ).stdout
    components = repository / "deploy/k8s/components"
    committed = [f"---\n# {n}\n{(components / n).read_text('utf-8')}" for n in GENERATED]
    assert printed == "".join(committed), "run: python deploy/k8s/generate.py --write"


def test_each_topic_of_the_table_is_a_topic_of_the_cluster(documents: Documents) -> None:
    made = of_kind(documents, "KafkaTopic")
    assert {name: (spec["partitions"], spec["config"]) for name, spec in made.items()} == {
        topic.name: (topic.partitions, topic.configuration) for topic in TOPICS
    }


def test_the_access_lists_are_the_producers_and_consumers_of_the_table(
    documents: Documents,
) -> None:
    assert granted(documents) == allowed_by_the_table()


def test_the_broker_knows_processes_by_the_certificate_they_are_given(
    documents: Documents, processes: dict[str, Document]
) -> None:
    users = of_kind(documents, "KafkaUser")
    for name, deployment in processes.items():
        volumes = deployment["spec"]["template"]["spec"]["volumes"]
        identities = [v["secret"]["secretName"] for v in volumes if v["name"] == "broker-identity"]
        assert identities == ([name] if name in users else [])
    assert all(spec["authentication"] == {"type": "tls"} for spec in users.values())


@pytest.mark.parametrize(("overlay", "replicas"), [("local", 1), ("production", 3)])
def test_topics_are_as_replicated_as_there_are_brokers(
    overlays: dict[str, Documents], overlay: str, replicas: int
) -> None:
    documents = overlays[overlay]
    pools = of_kind(documents, "KafkaNodePool").values()
    brokers = sum(pool["replicas"] for pool in pools if "broker" in pool["roles"])
    config = of_kind(documents, "Kafka")["tierzero"]["kafka"]["config"]
    assert brokers == config["default.replication.factor"] == replicas
    assert {spec["replicas"] for spec in of_kind(documents, "KafkaTopic").values()} == {replicas}
    told = next(d["data"] for d in documents if "TIERZERO_HOST" in d.get("data", {}))
    assert told["TIERZERO_REPLICATION_FACTOR"] == str(replicas)


def test_each_service_may_use_its_own_database_alone(
    render: Callable[[str], Documents],
) -> None:
    [store] = of_kind(render("overlays/production"), "MongoDBCommunity").values()
    roles = {user["name"]: user["roles"] for user in store["users"]}
    assert roles == {
        service: [{"name": "readWrite", "db": Settings(service=service).database_name}]
        for service in SERVICES
    }
