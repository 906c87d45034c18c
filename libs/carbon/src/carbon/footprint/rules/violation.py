"""What a rule yields, and the shape of a rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from carbon.findings import FindingCode
from carbon.footprint.model import ProductFootprint


@dataclass(frozen=True)
class Violation:
    """A rule that does not hold, before the profile gives it a severity."""

    code: FindingCode
    path: str
    parameters: Mapping[str, str]


Rule = Callable[[ProductFootprint, datetime], Iterable[Violation]]


def violation(code: FindingCode, path: str, **parameters: object) -> Violation:
    """A violation with its parameters as texts."""
    if not parameters:
        return _without_parameters(code, path)
    return Violation(code, path, {name: str(value) for name, value in parameters.items()})


@cache
def _without_parameters(code: FindingCode, path: str) -> Violation:
    return Violation(code, path, {})
