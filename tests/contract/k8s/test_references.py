"""What pods refer to is in the manifests, made by an operator, or listed for whoever installs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

Document = dict[str, Any]
Documents = list[Document]
# What the operators make of the cluster's name, beside one secret for each KafkaUser.
MADE_BY_STRIMZI = {"tierzero-cluster-ca-cert"}


def values_of(part: Any, *keys: str) -> Iterator[str]:
    """Every text below one of the keys, however deep."""
    if isinstance(part, list):
        for one in part:
            yield from values_of(one, *keys)
    if isinstance(part, dict):
        for key, value in part.items():
            if key in keys and isinstance(value, str):
                yield value
            yield from values_of(value, *keys)


def references(documents: Documents, kind: str, *keys: str) -> set[str]:
    """Names that fields of those keys carry in documents of a kind."""
    return {name for d in documents if d["kind"] == kind for name in values_of(d, *keys)}


def secrets_of(document: Document) -> set[str]:
    parts = [part for part in objects_of(document) if part]
    refs = {p["secretKeyRef"]["name"] for p in parts if "secretKeyRef" in p}
    passwords = {p["passwordSecretRef"]["name"] for p in parts if "passwordSecretRef" in p}
    keys = {p["certificateKeySecretRef"]["name"] for p in parts if "certificateKeySecretRef" in p}
    certificates = {ref["name"] for p in parts for ref in p.get("certificateRefs", [])}
    return refs | passwords | keys | certificates | set(values_of(document, "secretName"))


def objects_of(part: Any) -> Iterator[Document]:
    if isinstance(part, list):
        for one in part:
            yield from objects_of(one)
    if isinstance(part, dict):
        yield part
        for value in part.values():
            yield from objects_of(value)


def maps_of(document: Document) -> set[str]:
    keys = ("configMapRef", "configMap", "caConfigMapRef")
    parts = list(objects_of(document))
    return {part[key]["name"] for part in parts for key in keys if key in part}


def names(documents: Documents, kind: str) -> set[str]:
    return {d["metadata"]["name"] for d in documents if d["kind"] == kind}


def by_hand(documents: Documents) -> set[str]:
    """Secrets and ConfigMaps that nothing in the manifests makes."""
    wanted = {name for d in documents for name in secrets_of(d) | maps_of(d)}
    made = references(documents, "MongoDBCommunity", "connectionStringSecretName")
    made |= names(documents, "KafkaUser") | names(documents, "ConfigMap") | MADE_BY_STRIMZI
    return wanted - made


def test_what_must_be_there_beforehand_is_what_the_guide_lists(
    overlays: dict[str, Documents], repository: Path
) -> None:
    guide = (repository / "docs" / "deployment.md").read_text("utf-8")
    table = guide.split("## Before the first roll-out")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    listed = {name.strip().strip("`") for row in rows for name in row.split(",")}
    assert by_hand(overlays["production"]) == listed
    assert by_hand(overlays["local"]) < listed


def test_service_accounts_are_there(documents: Documents) -> None:
    used = references(documents, "Deployment", "serviceAccountName")
    assert used == names(documents, "ServiceAccount")


def test_routes_lead_to_services(documents: Documents) -> None:
    backends = {
        ref["name"]
        for route in documents
        if route["kind"] == "HTTPRoute"
        for part in objects_of(route)
        for ref in part.get("backendRefs", [])
    }
    assert backends <= names(documents, "Service")


def test_the_addresses_processes_are_told_are_services(documents: Documents) -> None:
    data = next(
        d["data"] for d in documents if d["kind"] == "ConfigMap" and "TIERZERO_HOST" in d["data"]
    )
    ports = {
        f"{d['metadata']['name']}:{port['port']}"
        for d in documents
        if d["kind"] == "Service"
        for port in d["spec"]["ports"]
    }
    assert {data["TIERZERO_PROCUREMENT_GRPC"], data["TIERZERO_FOOTPRINT_GRPC"]} <= ports
    assert data["OTEL_EXPORTER_OTLP_ENDPOINT"].removeprefix("http://") in ports
    kafka = next(d for d in documents if d["kind"] == "Kafka")
    listener = kafka["spec"]["kafka"]["listeners"][0]
    # Strimzi's name for the Service that leads to all brokers.
    assert data["TIERZERO_BROKER"] == f"tierzero-kafka-bootstrap:{listener['port']}"
