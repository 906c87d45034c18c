"""A verification in words."""

from collections.abc import Iterator, Sequence

from footprint.verify.independent.comparing import Comparison, Distance
from footprint.verify.verifying import Verdict

_SHOWN = 20


def report_of(verdict: Verdict) -> Iterator[str]:
    """What was read, how far it is apart, and where."""
    yield f"event log: {verdict.messages:,} messages, {verdict.refused:,} refused facts"
    yield f"recomputed: {verdict.inventories:,} inventories, {verdict.lines:,} lines"
    yield f"bills of materials: {verdict.roll_ups:,} calculated footprints and findings"
    yield from _listed(verdict.differences)
    found = len(verdict.differences)
    yield f"{found:,} differences" if found else "stored and recomputed are the same bytes"
    yield from _independently(verdict.independent)


def _independently(found: Comparison) -> Iterator[str]:
    yield f"independently: {found.inventories:,} inventories, {found.lines:,} lines"
    yield _largest("line", found.line, "half a milligram: rounded once")
    yield _largest("inventory", found.inventory, "half a milligram for each of its lines")
    if found.calculated:
        yield _calculated(found)
    if found.uncovered:
        reason = "sources or sizes that this code does not know"
        yield f"  not covered: {found.uncovered:,} lines with {reason}"
    yield from _listed(found.faults)
    faults = len(found.faults)
    yield f"{faults:,} faults" if faults else "stored and independent are within the bounds"


def _calculated(found: Comparison) -> str:
    lost = f"{float(found.lost):.6g} mg more for float64"
    return f"  {found.calculated:,} lines from bills of materials: bounds with up to {lost}"


def _largest(kind: str, distance: Distance, reason: str) -> str:
    difference, bound = float(distance.difference), float(distance.bound)
    where = f", {distance.name}" if distance.name else ""
    return f"  {kind}: at most {difference:.6g} mg of {bound:.6g} mg ({reason}){where}"


def _listed(entries: Sequence[str]) -> Iterator[str]:
    yield from entries[:_SHOWN]
    if len(entries) > _SHOWN:
        yield f"… and {len(entries) - _SHOWN:,} more"
