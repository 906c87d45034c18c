"""The network lets through what the architecture draws, and nothing else.

The policies are evaluated as Kubernetes defines it: a connection stands if some policy of the
source allows it out and some policy of the target allows it in; a pod without a policy of a
direction is open in it.
"""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

Document = dict[str, Any]
Labels = dict[str, str]
Documents = list[Document]
ENGINES = {
    "kafka": {"strimzi.io/cluster": "tierzero", "strimzi.io/name": "tierzero-kafka"},
    "mongodb": {"app": "mongodb-svc"},
    "collector": {"app.kubernetes.io/name": "otel-collector"},
}
# Which service asks which by gRPC, as the architecture draws it.
CALLS = {
    ("supplier-portal-web", "procurement-grpc"),
    ("procurement-web", "footprint-grpc"),
    ("aggregator-web", "footprint-grpc"),
}
PORTS = {"kafka": 9093, "mongodb": 27017, "collector": 4318}


def matches(selector: Document, labels: Labels) -> bool:
    wanted = selector.get("matchLabels", {}).items() <= labels.items()
    return wanted and all(
        labels.get(expression["key"]) in expression["values"]
        for expression in selector.get("matchExpressions", [])
    )


def admits(rule: Document, side: str, other: Labels, port: int) -> bool:
    peers = rule.get(side)
    ports = [entry["port"] for entry in rule.get("ports", [])]
    here = [p for p in peers or [] if "podSelector" in p and "namespaceSelector" not in p]
    fits = peers is None or any(matches(peer["podSelector"], other) for peer in here)
    return fits and (not ports or port in ports)


def open_side(policies: Documents, direction: str, pod: Labels, other: Labels, port: int) -> bool:
    about = [
        policy["spec"]
        for policy in policies
        if direction in policy["spec"]["policyTypes"]
        and matches(policy["spec"]["podSelector"], pod)
    ]
    side = "to" if direction == "Egress" else "from"
    rules = [rule for spec in about for rule in spec.get(direction.lower(), [])]
    return not about or any(admits(rule, side, other, port) for rule in rules)


def edges(documents: Documents, pods: dict[str, Labels], ports: set[int]) -> set[Any]:
    """(source, target, port) of every connection that stands."""
    policies = [d for d in documents if d["kind"] == "NetworkPolicy"] + [strimzi_policy(documents)]
    return {
        (source, target, port)
        for source, target, port in product(pods, pods, ports)
        if source != target
        and open_side(policies, "Egress", pods[source], pods[target], port)
        and open_side(policies, "Ingress", pods[target], pods[source], port)
    }


def strimzi_policy(documents: Documents) -> Document:
    """The policy Strimzi makes for the brokers of the listener's peers."""
    kafka = next(d for d in documents if d["kind"] == "Kafka")
    [listener] = kafka["spec"]["kafka"]["listeners"]
    ingress = {"from": listener["networkPolicyPeers"], "ports": [{"port": listener["port"]}]}
    selector = {"matchLabels": ENGINES["kafka"]}
    spec = {"podSelector": selector, "policyTypes": ["Ingress"], "ingress": [ingress]}
    return {"spec": spec}


@pytest.fixture(scope="session")
def pods(processes: dict[str, Document]) -> dict[str, Labels]:
    """Labels of one pod of each process and engine, and of a stranger."""
    ours = {n: d["spec"]["template"]["metadata"]["labels"] for n, d in processes.items()}
    return {**ours, **ENGINES, "stranger": {"app": "stranger"}}


def test_processes_reach_each_other_only_by_the_calls_they_make(
    documents: Documents, pods: dict[str, Labels]
) -> None:
    processes = {name: labels for name, labels in pods.items() if name not in ENGINES}
    allowed = edges(documents, processes, {80, 443, 8080, 8081, 9090, 9093, 27017})
    portal = "supplier-portal-web"
    # Whoever verifies tokens asks the portal which sessions have ended.
    verifying = {name for name in processes if name.endswith(("-web", "-grpc"))} - {portal}
    assert allowed == {(caller, server, 9090) for caller, server in CALLS} | {
        (name, portal, 8080) for name in verifying
    }


@pytest.mark.parametrize("server", ["procurement-grpc", "footprint-grpc"])
def test_no_service_is_told_of_a_server_it_cannot_reach(repository: Path, server: str) -> None:
    setting = f".{server.replace('-', '_')}"
    users = {
        source.relative_to(repository / "services").parts[0]
        for source in (repository / "services").rglob("*.py")
        if setting in source.read_text("utf-8")
    }
    assert users <= {caller.removesuffix("-web") for caller, called in CALLS if called == server}


@pytest.mark.parametrize(
    ("engine", "roles"),
    [
        ("kafka", ("worker", "relay")),
        ("mongodb", ("web", "pact", "grpc", "worker", "relay")),
        ("collector", ("web", "pact", "grpc", "worker", "relay")),
    ],
)
def test_engines_take_connections_from_those_who_use_them(
    documents: Documents, pods: dict[str, Labels], engine: str, roles: tuple[str, ...]
) -> None:
    allowed = edges(documents, pods, set(PORTS.values()))
    sources = {source for source, target, _port in allowed if target == engine} - set(ENGINES)
    assert sources == {name for name in pods if name.rsplit("-", 1)[-1] in roles}
    assert {port for _source, target, port in allowed if target == engine} == {PORTS[engine]}


def test_only_pages_are_open_to_the_gateway(documents: Documents) -> None:
    policies = [d for d in documents if d["kind"] == "NetworkPolicy"]
    admitting = {
        policy["metadata"]["name"]
        for policy in policies
        for rule in policy["spec"].get("ingress", [])
        if any("namespaceSelector" in peer for peer in rule.get("from", [{}]))
    }
    assert admitting == {"supplier-portal-web", "procurement-web", "aggregator-web"}
