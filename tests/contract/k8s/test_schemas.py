"""Every manifest is valid for the API it names, down to the last field; an unknown kind is not."""

import copy
from collections.abc import Iterator
from typing import Any

import kubernetes_validate
import pytest
from jsonschema import Draft202012Validator

Document = dict[str, Any]
Documents = list[Document]
# The oldest release that has all we use: a pause before the stop hook is stable since then.
KUBERNETES = "1.34"
OPEN_ENDED = {"additionalProperties", "x-kubernetes-preserve-unknown-fields"}


def closed(schema: Any) -> Any:
    """The schema without room for fields it does not name, as the API server's pruning sees it."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    names = isinstance(schema.get("properties"), dict)
    extensible = schema.keys() & OPEN_ENDED
    return {**inner, "additionalProperties": False} if names and not extensible else inner


def schemas(definitions: Documents) -> Iterator[tuple[tuple[str, str], Document]]:
    """(apiVersion, kind) → schema, for each version that is served."""
    for definition in definitions:
        spec = definition["spec"]
        for version in spec["versions"]:
            if version["served"]:
                name = f"{spec['group']}/{version['name']}", spec["names"]["kind"]
                yield name, closed(version["schema"]["openAPIV3Schema"])


@pytest.fixture(scope="session")
def custom(definitions: Documents) -> dict[tuple[str, str], Document]:
    """Schemas of custom resources."""
    return dict(schemas(definitions))


def complaints(document: Document, custom: dict[tuple[str, str], Document]) -> list[str]:
    """What is wrong with a manifest."""
    schema = custom.get((document["apiVersion"], document["kind"]))
    if schema is not None:
        errors = Draft202012Validator(schema).iter_errors(document)
        return [f"{error.json_path}: {error.message}" for error in errors]
    try:
        kubernetes_validate.validate(document, KUBERNETES, strict=True)
    except kubernetes_validate.ValidationError as error:
        return [f"{error.json_path}: {error.message}"]
    except kubernetes_validate.SchemaNotFoundError as error:
        return [error.message]
    return []


def test_every_manifest_is_valid(documents: Documents, custom: dict[Any, Document]) -> None:
    found = {f"{d['kind']}/{d['metadata']['name']}": complaints(d, custom) for d in documents}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("kind", "path", "complaint"),
    [
        ("Deployment", ("spec", "template", "spec", "containers", 0, "imagge"), "imagge"),
        ("NetworkPolicy", ("spec", "podSelectors"), "podSelectors"),
        ("KafkaTopic", ("spec", "partitons"), "partitons"),
        ("KafkaUser", ("spec", "authorization", "type"), "simple"),
        ("MongoDBCommunity", ("spec", "security", "authentication", "mode"), "mode"),
        ("Kafka", ("kind",), "Couldn't find schema"),
        ("Deployment", ("apiVersion",), "Couldn't find schema"),
    ],
)
def test_a_mistake_is_found(
    documents: Documents,
    custom: dict[Any, Document],
    kind: str,
    path: tuple[str | int, ...],
    complaint: str,
) -> None:
    document = copy.deepcopy(next(d for d in documents if d["kind"] == kind))
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = "other/v1" if path[-1] == "apiVersion" else "Other"
    assert complaint in " ".join(complaints(document, custom))
