"""Lines of two years as flows: one supplier's product in one category, with volumes and effects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from carbon.baseyear import Basis, differences
from carbon.classifications import normal_form
from carbon.comparison.effects import Effects, FlowSides, Side, effects_of
from carbon.comparison.lines import ComparedLine, basis_of, primary_data_share
from carbon.comparison.volumes import Volumes, volumes_of
from carbon.quantum import Milligrams
from carbon.scope3.results import Method

PRIMARY_DATA_JUMP = Decimal(20)
"""Percentage points of primary data share above which a footprint counts as made by another method.

Own choice: domain reference §4.4 asks for jumps to be told from progress and names no number.
"""


class Recalculated(StrEnum):
    """Why a flow's base year is recalculated, beside the differences of `carbon.baseyear`."""

    SPEND_BASED = "spend-based"
    VOLUME_UNKNOWN = "volume-unknown"
    PRIMARY_DATA_SHARE = "primary-data-share-jumped"


class FlowKey(NamedTuple):
    """What makes lines of both years the same flow."""

    category: int
    supplier_id: str
    product_id: str
    goods: str
    """Where no product is named: the best class, else the description."""


@dataclass
class FlowLines:
    """The lines of one flow."""

    base: list[ComparedLine] = field(default_factory=list[ComparedLine])
    current: list[ComparedLine] = field(default_factory=list[ComparedLine])


@dataclass(frozen=True)
class Flow:
    """One flow in both years."""

    key: FlowKey
    group: str
    description: str
    volumes: Volumes
    base_mg: Milligrams
    current_mg: Milligrams
    bases: tuple[Basis, Basis]
    recalculated: tuple[str, ...]
    effects: Effects

    @property
    def differences(self) -> tuple[str, ...]:
        """What keeps the two years from being compared (clause 5.4); empty in one year only."""
        return _differences(*self.bases)


def flows_of(base: Iterable[ComparedLine], current: Iterable[ComparedLine]) -> list[Flow]:
    """All flows with their effects, in sorted order of their keys.

    Depends on the lines alone, not on their order.
    """
    gathered: dict[FlowKey, FlowLines] = {}
    for line in base:
        gathered.setdefault(_key(line), FlowLines()).base.append(line)
    for line in current:
        gathered.setdefault(_key(line), FlowLines()).current.append(line)
    return _with_effects([_flow(key, gathered[key]) for key in sorted(gathered)])


def _key(line: ComparedLine) -> FlowKey:
    goods = "" if line.product_id else _class_or_name(line)
    return FlowKey(line.category, line.supplier_id, line.product_id, goods)


def _class_or_name(line: ComparedLine) -> str:
    classes = [normal_form(one) for one in line.classifications]
    return next((one for one in classes if one), line.description)


def _flow(key: FlowKey, lines: FlowLines) -> Flow:
    both = [*lines.base, *lines.current]
    volumes = volumes_of(lines.base, lines.current)
    bases = basis_of(lines.base), basis_of(lines.current)
    classes = sorted({normal_form(one) for line in both for one in line.classifications} - {""})
    kind = classes[0] if classes else key.product_id or key.goods
    return Flow(
        key=key,
        group=_group(key, kind, volumes.unit),
        description=min(line.description for line in both),
        volumes=volumes,
        base_mg=sum(line.emissions_mg for line in lines.base),
        current_mg=sum(line.emissions_mg for line in lines.current),
        bases=bases,
        recalculated=_recalculated(lines, volumes, bases),
        effects=Effects(),
    )


def _group(key: FlowKey, kind: str, unit: str) -> str:
    """Goods of a kind in one unit. Flows without a common unit are alone: nothing can have moved
    between them."""
    parts = (str(key.category), kind, unit) if unit else map(str, key)
    return "|".join(parts)


def _recalculated(
    lines: FlowLines, volumes: Volumes, bases: tuple[Basis, Basis]
) -> tuple[str, ...]:
    if not (lines.base and lines.current):
        return ()
    reasons = {
        Recalculated.SPEND_BASED: bases[0].method == bases[1].method == Method.SPEND_BASED,
        Recalculated.VOLUME_UNKNOWN: not volumes.unit,
        Recalculated.PRIMARY_DATA_SHARE: _jumped(lines),
    }
    further = (str(reason) for reason, applies in reasons.items() if applies)
    return (*_differences(*bases), *further)


def _differences(base: Basis, current: Basis) -> tuple[str, ...]:
    # A year without lines of the flow was computed by nothing.
    if not (base.method and current.method):
        return ()
    return tuple(map(str, differences(base, current)))


def _jumped(lines: FlowLines) -> bool:
    before, after = primary_data_share(lines.base), primary_data_share(lines.current)
    return None not in (before, after) and abs((after or 0) - (before or 0)) > PRIMARY_DATA_JUMP


def _with_effects(flows: Sequence[Flow]) -> list[Flow]:
    groups: dict[str, list[Flow]] = {}
    for flow in flows:
        groups.setdefault(flow.group, []).append(flow)
    found: dict[FlowKey, Effects] = {}
    for group in groups.values():
        found |= zip(map(_key_of, group), effects_of([*map(_sides, group)]), strict=True)
    return [_with(flow, found[flow.key]) for flow in flows]


def _key_of(flow: Flow) -> FlowKey:
    return flow.key


def _with(flow: Flow, effects: Effects) -> Flow:
    return replace(flow, effects=effects)


def _sides(flow: Flow) -> FlowSides:
    return FlowSides(
        Side(flow.base_mg, flow.volumes.base),
        Side(flow.current_mg, flow.volumes.current),
        bool(flow.recalculated),
    )
