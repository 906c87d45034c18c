"""The API's description for people, at ``/docs``; programs read ``/openapi.json``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from fastapi import APIRouter, Request
from starlette.responses import Response

from .pages import page
from .schema_rows import Row, Schema, rows_of

_METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Operation:
    """One route of the API."""

    method: str
    path: str
    summary: str
    description: str
    tag: str
    parameters: tuple[Row, ...]
    body: tuple[Row, ...]
    body_types: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]


def reference_routes() -> APIRouter:
    """The reference page; without scripts, like any other page."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    async def reference(request: Request) -> Response:
        description = request.app.openapi()
        values = {"api": description["info"], "groups": groups_of(description)}
        return page(request, "reference.html", values)

    return router


def groups_of(description: Mapping[str, Any]) -> dict[str, list[Operation]]:
    """Operations by their first tag, in the order in which they are declared."""
    groups: dict[str, list[Operation]] = {}
    for operation in _operations(description):
        groups.setdefault(operation.tag, []).append(operation)
    return groups


def _operations(description: Mapping[str, Any]) -> Iterator[Operation]:
    schemas: Schema = description.get("components", {}).get("schemas", {})
    for path, item in description.get("paths", {}).items():
        for method in _METHODS:
            if method in item:
                yield _operation(method, path, item[method], schemas)


def _operation(method: str, path: str, stated: Mapping[str, Any], schemas: Schema) -> Operation:
    content: Mapping[str, Any] = stated.get("requestBody", {}).get("content", {})
    first = next(iter(content.values()), {}).get("schema", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=stated.get("summary", ""),
        description=stated.get("description", ""),
        tag=next(iter(stated.get("tags", ())), "api"),
        parameters=tuple(_parameter(one, schemas) for one in stated.get("parameters", ())),
        body=tuple(rows_of(first, schemas)),
        body_types=tuple(content),
        answers=tuple(_answers(stated.get("responses", {}))),
    )


def _parameter(stated: Mapping[str, Any], schemas: Schema) -> Row:
    row = next(iter(rows_of(stated.get("schema", {}), schemas)), None)
    kind = row.kind if row else "object"
    required = bool(stated.get("required"))
    return Row(f"{stated['name']} ({stated['in']})", kind, required, stated.get("description", ""))


def _answers(responses: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for status, answer in responses.items():
        yield status, cast(str, answer.get("description", ""))
