"""A JSON schema as rows of a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Schema = Mapping[str, Any]
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One field: where it stands, what it holds, whether it must be there."""

    name: str
    kind: str
    required: bool
    description: str


def rows_of(schema: Schema, schemas: Schema, prefix: str = "", depth: int = 0) -> Iterator[Row]:
    """The fields of a schema, nested ones by path; a plain value has the one row ``value``."""
    resolved = _resolved(schema, schemas)
    properties: Schema = resolved.get("properties", {})
    if not properties and depth == 0 and resolved:
        yield Row("value", _kind(resolved, schemas), True, resolved.get("description", ""))
    for name, inner in properties.items():
        yield from _field(f"{prefix}{name}", name, inner, resolved, schemas, depth)


def _field(
    path: str, name: str, inner: Schema, owner: Schema, schemas: Schema, depth: int
) -> Iterator[Row]:
    required = name in owner.get("required", ())
    target = _resolved(inner, schemas)
    description = inner.get("description") or target.get("description", "")
    yield Row(path, _kind(target, schemas), required, description)
    if depth < _DEEPEST:
        items = _resolved(target.get("items", {}), schemas)
        below = f"{path}[]." if items.get("properties") else f"{path}."
        nested = items if items.get("properties") else target
        if nested.get("properties"):
            yield from rows_of(nested, schemas, below, depth + 1)


def _resolved(schema: Schema, schemas: Schema) -> Schema:
    """The schema behind a reference, or behind "this or null"."""
    if "$ref" in schema:
        return schemas.get(schema["$ref"].rpartition("/")[2], {})
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if len(options) == 1:
        return {**_resolved(options[0], schemas), "description": schema.get("description", "")}
    return schema


def _kind(schema: Schema, schemas: Schema) -> str:
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(_kind(_resolved(one, schemas), schemas) for one in schema["anyOf"])
    kind = schema.get("format") or schema.get("type", "any")
    if kind == "array":
        return f"{_kind(_resolved(schema.get('items', {}), schemas), schemas)}[]"
    return str(kind)
