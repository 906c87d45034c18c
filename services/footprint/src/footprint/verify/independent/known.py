"""Of everything that was told, what holds: the highest version of each fact that can be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from footprint.verify.independent.admission import is_usable


@dataclass
class Known:
    """Facts by kind (the name of their message) and id."""

    kinds: dict[str, dict[str, Any]] = field(
        default_factory=lambda: defaultdict[str, dict[str, Any]](dict)
    )

    def of(self, kind: str) -> Mapping[str, Any]:
        """Every fact of a kind, also what was withdrawn."""
        return self.kinds[kind]

    def present(self, kind: str) -> Iterator[Any]:
        """Facts of a kind that were not withdrawn."""
        return (fact for fact in self.kinds[kind].values() if not fact.fact.withdrawn)


def known(facts: Iterable[Any]) -> Known:
    """Leave out what cannot be used, and keep of the rest the highest versions."""
    found = Known()
    for fact in facts:
        if is_usable(fact):
            held = found.kinds[type(fact).__name__]
            before = held.get(fact.fact.id)
            if before is None or before.fact.version < fact.fact.version:
                held[fact.fact.id] = fact
    return found
