"""The base year: what was reported, what has changed since and why, and whether that is enough.

Scope 3 standard, chapter 9; the decision itself is `carbon.baseyear`'s.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from carbon.baseyear import Basis, Change, Recalculation, Trigger, differences, recalculation
from carbon.quantum import Milligrams
from carbon.restatements import Cause, after_report, trigger_of
from footprint.history.policies import (
    TRIGGERS,
    excluded_categories,
    recalculation_policy,
    reports_of,
)
from footprint.moments import nanoseconds
from tierzero.footprint.v1 import inventory_pb2
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.procurement.v1 import inventory_policy_pb2 as contract
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy, YearReported


@dataclass(frozen=True)
class Known:
    """What the decision rests on: all of one base year."""

    policy: InventoryPolicy
    current: Mapping[int, Inventory]
    """Category → last revision."""
    since: Mapping[int, Sequence[Inventory]]
    """Category → revisions since the last report."""


@dataclass(frozen=True)
class CategoryChange:
    """A change of one category's base-year emissions."""

    category: int
    change: Change


@dataclass(frozen=True)
class BaseYear:
    """The decision. `after_mg` is the figure in force."""

    reports: Sequence[YearReported]
    decision: Recalculation
    is_due: bool
    after_mg: Milligrams
    current_mg: Milligrams
    differences: tuple[str, ...]
    counted: Sequence[CategoryChange]
    ignored: Sequence[CategoryChange]


def decide(known: Known) -> BaseYear:
    """Whether changes since the last report reach the threshold, or the method is another one.

    Before the first report nothing is fixed: the figure in force is the present one.
    """
    policy = recalculation_policy(known.policy)
    reports = reports_of(known.policy, known.policy.base_year)
    current = sum(current_totals(known).values())
    if not reports:
        undecided = recalculation(current, (), policy)
        return BaseYear(reports, undecided, False, current, current, (), (), ())
    changes = list(_changes(known, reports[-1]))
    before = sum(reported_totals(reports[-1]).values())
    decision = recalculation(before, [one.change for one in changes], policy)
    counted = [one for one in changes if one.change in decision.causes]
    other = _other_method(known.policy, reports[-1])
    is_due = decision.is_due or bool(other)
    moved = sum(one.change.effect_mg for one in counted) if is_due else 0
    ignored = [one for one in changes if one.change not in decision.causes]
    return BaseYear(reports, decision, is_due, before + moved, current, other, counted, ignored)


def current_totals(known: Known) -> dict[int, Milligrams]:
    """Category → milligrams, without categories that are left out."""
    excluded = excluded_categories(known.policy)
    return {
        category: _milligrams(inventory.total)
        for category, inventory in known.current.items()
        if category not in excluded
    }


def reported_totals(report: YearReported) -> dict[int, Milligrams]:
    """Category → milligrams."""
    return {figure.category: int(figure.total or "0") for figure in report.figures}


def _other_method(policy: InventoryPolicy, report: YearReported) -> tuple[str, ...]:
    now = _basis(policy.gwp_set, policy.other_gwp_sets)
    return tuple(map(str, differences(_basis(report.gwp_set, report.other_gwp_sets), now)))


def _basis(gwp_set: str, others: contract.OtherGwpSets) -> Basis:
    is_strict = others == contract.OTHER_GWP_SETS_REFUSED
    return Basis("one-set-only" if is_strict else "other-sets-noted", gwp_set, "")


def _changes(known: Known, report: YearReported) -> Iterator[CategoryChange]:
    excluded = excluded_categories(known.policy)
    reported, current = reported_totals(report), current_totals(known)
    for category in sorted(reported.keys() | current.keys()):
        before, after = reported.get(category, 0), current.get(category, 0)
        if category in excluded or category in report.excluded_categories:
            changes = {(Trigger.CATEGORY_CHANGE, str(Cause.EXCLUSION_CHANGED)): after - before}
        else:
            changes = _by_cause(known, category, after - before)
        for (trigger, reason), effect in sorted(changes.items()):
            if effect:
                yield CategoryChange(category, Change(trigger, effect, reason))


def _by_cause(
    known: Known, category: int, moved: Milligrams
) -> dict[tuple[Trigger, str], Milligrams]:
    """Net effects: what was put wrong and mended again is no change."""
    changes: Counter[tuple[Trigger, str]] = Counter()
    for revision in known.since.get(category, ()):
        for cause in revision.restatement.causes:
            for trigger, reason, effect in _parts(known.policy, cause):
                changes[trigger, reason] += effect
    # Revisions of earlier releases have no reasons; nothing may be lost.
    changes[Trigger.FACTOR_CHANGE, str(Cause.SOURCES_CHANGED)] += moved - changes.total()
    return changes


def _parts(
    policy: InventoryPolicy, cause: inventory_pb2.Cause
) -> Iterable[tuple[Trigger, str, Milligrams]]:
    structural = _structural_change(policy, cause)
    if structural is not None:
        return [(TRIGGERS[structural.trigger], structural.reason, _milligrams(cause.effect))]
    trigger = trigger_of(cause.code)
    if trigger is not Trigger.FACTOR_CHANGE:
        return [(trigger, after_report(cause.code), _milligrams(cause.effect))]
    by_method = _milligrams(cause.by_method)
    rest = _milligrams(cause.effect) - by_method
    return [(Trigger.METHOD_CHANGE, cause.code, by_method), (trigger, cause.code, rest)]


def _structural_change(
    policy: InventoryPolicy, cause: inventory_pb2.Cause
) -> contract.StructuralChange | None:
    """The stated change in whose period the cause's activities were recorded, all on one day."""
    if trigger_of(cause.code) is not Trigger.ERROR or not cause.facts:
        return None
    moment = nanoseconds(cause.facts[0].recorded_at)
    for change in policy.structural_changes:
        start, end = nanoseconds(change.recorded.start), nanoseconds(change.recorded.end)
        if change.trigger in TRIGGERS and start <= moment and (not end or moment < end):
            return change
    return None


def _milligrams(amount: inventory_pb2.Milligrams) -> Milligrams:
    return int(amount.digits or "0")
