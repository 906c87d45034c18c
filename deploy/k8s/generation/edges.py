"""NetworkPolicies: for each process its edges in the topic table, by gRPC, and to the portal."""

from typing import Any

from generation.processes import CALLING_PARTNERS, PROCESSES, Process, read_by, written_by

Document = dict[str, Any]
WEB, PACT, GRPC, KAFKA, MONGODB, TELEMETRY = 8080, 8443, 9090, 9093, 27017, 4318
HTTPS = 443
_BROKER = {"strimzi.io/name": "tierzero-kafka"}
_STORE = {"app": "mongodb-svc"}
_COLLECTOR = {"app.kubernetes.io/name": "otel-collector"}
# Whoever runs the cluster puts this label on the namespace of its gateway.
_GATEWAYS = {"namespaceSelector": {"matchLabels": {"tierzero/gateway": "true"}}}
_ANYONE = {"ipBlock": {"cidr": "0.0.0.0/0"}}
# Partners are on the internet; what is inside cannot be reached by entering it as a partner.
_PARTNERS = {
    "ipBlock": {
        "cidr": "0.0.0.0/0",
        "except": [
            "10.0.0.0/8",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
        ],
    }
}


_PORTAL = Process("supplier-portal", "web")


def _asks_who_left(process: Process) -> bool:
    """Whether a process verifies tokens, and so asks the portal for sessions that have ended."""
    return process.role in ("web", "grpc") and process != _PORTAL


def policies() -> list[Document]:
    """One NetworkPolicy for each process."""
    return [_policy(process) for process in PROCESSES]


def _policy(process: Process) -> Document:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": process.name},
        "spec": {
            "podSelector": {"matchLabels": process.labels},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": _ingress(process),
            "egress": _egress(process),
        },
    }


def _ingress(process: Process) -> list[Document]:
    if process == _PORTAL:
        askers = [_pods(asker.labels) for asker in PROCESSES if _asks_who_left(asker)]
        return [_edge("from", [_GATEWAYS, *askers], WEB)]
    if process.role == "web":
        return [_edge("from", [_GATEWAYS], WEB)]
    if process.role == "pact":
        return [_edge("from", [_ANYONE], PACT)]
    callers = [_pods(caller.labels) for caller in process.callers]
    return [_edge("from", callers, GRPC)] if callers else []


def _egress(process: Process) -> list[Document]:
    edges = [_edge("to", [_pods(_STORE)], MONGODB), _edge("to", [_pods(_COLLECTOR)], TELEMETRY)]
    if read_by(process) or written_by(process):
        edges.append(_edge("to", [_pods(_BROKER)], KAFKA))
    if _asks_who_left(process):
        edges.append(_edge("to", [_pods(_PORTAL.labels)], WEB))
    if process.name in CALLING_PARTNERS:
        edges.append(_edge("to", [_PARTNERS], HTTPS))
    servers = [_pods(server.labels) for server in process.calls]
    return [*edges, _edge("to", servers, GRPC)] if servers else edges


def _pods(labels: dict[str, str]) -> Document:
    return {"podSelector": {"matchLabels": dict(labels)}}


def _edge(direction: str, peers: list[Document], port: int) -> Document:
    return {direction: peers, "ports": [{"protocol": "TCP", "port": port}]}
