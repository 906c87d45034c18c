"""The policy as a form: what stands in its fields, and what they make."""

import re
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tierzero.problems import FieldProblem, field_problems

from .model import Policy, PolicyTerms

_EXCLUSION = re.compile(r"excluded_categories\[(\d+)\]\.\w+")


class PolicyForm(BaseModel):
    """The fields as typed; `terms_of` checks them. A category has a box and a reason."""

    model_config = ConfigDict(extra="forbid")

    version: int | None = None
    gwp_set: str | None = None
    other_gwp_sets: str | None = None
    base_year: str | None = None
    recalculation_threshold: str | None = None
    recalculation_triggers: list[str] = Field(default_factory=list[str])
    excluded: list[int] = Field(default_factory=list[int])
    reason: dict[int, str] = Field(default_factory=dict[int, str])
    structural_changes: list[dict[str, str]] = Field(default_factory=list[dict[str, str]])


def terms_of(form: PolicyForm) -> PolicyTerms | list[FieldProblem]:
    """The terms, or what is wrong with which field of the form."""
    chosen = sorted(form.excluded)
    stated = form.model_dump(exclude={"version", "excluded", "reason"}, exclude_none=True)
    excluded = [{"category": one, "reason": form.reason.get(one, "")} for one in chosen]
    try:
        return PolicyTerms.model_validate({**stated, "excluded_categories": excluded})
    except ValidationError as error:
        found = field_problems(error.errors())
        return [replace(one, path=_field_of(one.path, chosen)) for one in found]


def _field_of(path: str, chosen: list[int]) -> str:
    match = _EXCLUSION.fullmatch(path)
    return f"reason.{chosen[int(match[1])]}" if match else path


def values_of(policy: Policy) -> dict[str, Any]:
    """What stands in the form; dates as days."""
    terms = policy.terms.model_dump(mode="json", exclude_none=True)
    values = {name: terms[name] for name in _PLAIN if name in terms}
    values["excluded"] = [str(one.category) for one in policy.terms.excluded_categories]
    for one in policy.terms.excluded_categories:
        values[f"reason.{one.category}"] = one.reason
    for place, change in enumerate(terms["structural_changes"]):
        for name, value in change.items():
            day = value[:10] if name.startswith("recorded_") else value
            values[f"structural_changes[{place}].{name}"] = day
    return {**values, "version": policy.version}


_PLAIN = (
    "gwp_set",
    "other_gwp_sets",
    "base_year",
    "recalculation_threshold",
    "recalculation_triggers",
)
