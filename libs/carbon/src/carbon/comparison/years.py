"""Two years compared: totals, effects by category, supplier and flow, differences of method."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from carbon.baseyear import Difference
from carbon.comparison.effects import Effects, total
from carbon.comparison.flows import Flow
from carbon.quantum import Milligrams

K = TypeVar("K", int, str)


@dataclass(frozen=True)
class Part:
    """A part of both years with the effects between them."""

    base_mg: Milligrams
    current_mg: Milligrams
    effects: Effects


@dataclass(frozen=True)
class PeriodDifference:
    """What the flows of a category were computed by in the one year and in the other."""

    category: int
    code: str
    base_value: str
    current_value: str
    flow_count: int = 0
    base_mg: Milligrams = 0


def part_of(flows: Iterable[Flow]) -> Part:
    """Flows together; their effects add up to the change exactly."""
    known = list(flows)
    return Part(
        base_mg=sum(flow.base_mg for flow in known),
        current_mg=sum(flow.current_mg for flow in known),
        effects=total(flow.effects for flow in known),
    )


def parts_by(flows: Iterable[Flow], name: Callable[[Flow], K]) -> dict[K, Part]:
    """Flows by what `name` calls them, in sorted order of the names."""
    gathered: dict[K, list[Flow]] = {}
    for flow in flows:
        gathered.setdefault(name(flow), []).append(flow)
    return {key: part_of(gathered[key]) for key in sorted(gathered)}


def most_changed(flows: Iterable[Flow]) -> list[Flow]:
    """The flows whose effects are largest, first; opposite effects do not hide each other."""
    return sorted(flows, key=lambda flow: (-_size(flow.effects), flow.key))


def period_differences(flows: Sequence[Flow]) -> list[PeriodDifference]:
    """Why the years may not be compared (clause 5.4), by category, code and values; sorted."""
    found: dict[tuple[int, str, str, str], PeriodDifference] = {}
    for flow in flows:
        for code in flow.differences:
            values = (_value(flow, code, 0), _value(flow, code, 1))
            key = flow.key.category, code, *values
            held = found.get(key, PeriodDifference(*key))
            found[key] = replace(
                held, flow_count=held.flow_count + 1, base_mg=held.base_mg + flow.base_mg
            )
    return [found[key] for key in sorted(found)]


_VALUES = {
    Difference.METHOD: "method",
    Difference.GWP_SET: "gwp_set",
    Difference.FACTOR_SET: "factor_set",
}


def _value(flow: Flow, code: str, place: int) -> str:
    return getattr(flow.bases[place], _VALUES[Difference(code)])


def _size(effects: Effects) -> Milligrams:
    parts = (effects.volume, effects.mix, effects.intensity, effects.recalculation)
    return sum(map(abs, parts))
