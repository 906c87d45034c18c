"""Posted field names and values, flat as browsers send them and nested as models want them."""

import re
from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel
from starlette.datastructures import FormData, UploadFile

_STEP = re.compile(r"([^.\[\]]+)|\[(\d{1,3})\]")
_ROW = re.compile(r"^([^\[\]]+)\[(\d{1,3})\]")

Branch = dict[str | int, Any]


def posted_values(form: FormData, model: type[BaseModel]) -> dict[str, Any]:
    """Field name → text, stripped; a list of texts where the model's field is a list."""
    values: dict[str, Any] = {}
    for name in form:
        texts = [value.strip() for value in form.getlist(name) if not isinstance(value, UploadFile)]
        given = [text for text in texts if text]
        if given:
            values[name] = given if _is_list(model, name) else given[-1]
    return closed_up(values)


def closed_up(values: Mapping[str, Any]) -> dict[str, Any]:
    """Rows numbered from 0 without gaps, so that errors name the rows that are shown again."""
    rows: dict[str, set[int]] = {}
    for name in values:
        if found := _ROW.match(name):
            rows.setdefault(found[1], set()).add(int(found[2]))
    places = {list_: {old: new for new, old in enumerate(sorted(rows[list_]))} for list_ in rows}

    def renumbered(name: str) -> str:
        return _ROW.sub(lambda found: f"{found[1]}[{places[found[1]][int(found[2])]}]", name)

    return {renumbered(name): value for name, value in values.items()}


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """``{"a.b": 1, "rows[0].c": 2}`` → ``{"a": {"b": 1}, "rows": [{"c": 2}]}``.

    A name that contradicts another (``a`` beside ``a.b``) is kept as it is: the model refuses it.
    """
    tree: Branch = {}
    for name, value in values.items():
        steps = [word or int(index) for word, index in _STEP.findall(name)]
        if not _planted(tree, steps, value):
            tree[name] = value
    return cast(dict[str, Any], _with_lists(tree))


def _planted(tree: Branch, steps: list[str | int], value: Any) -> bool:
    if not steps or isinstance(steps[0], int):
        return False
    branch: Any = tree
    for step in steps[:-1]:
        branch = branch.setdefault(step, {})
        if not isinstance(branch, dict):
            return False
    if steps[-1] in branch:
        return False
    branch[steps[-1]] = value
    return True


def _with_lists(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    branches = cast(Branch, tree)
    grown = {step: _with_lists(branch) for step, branch in branches.items()}
    places = [step for step in grown if isinstance(step, int)]
    if places and len(places) == len(grown):
        return [grown[place] for place in sorted(places)]
    return {str(step): branch for step, branch in grown.items()}


def _is_list(model: type[BaseModel], name: str) -> bool:
    known = model.model_fields.get(name)
    return known is not None and str(known.annotation).startswith(("list", "tuple", "set", "froz"))
