"""System expansion by substitution: co-products bring a credit for what they displace.

PACT methodology v3, allocation, second step: it avoids allocation, like subdivision, and is open
only where one dominant product that is displaced can be named. The product then bears the whole
process less the making of the displaced goods that is avoided.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from carbon.allocation import AllocationError, Basis, CoProduct, physical_basis
from carbon.decimals import exact_arithmetic, plain

from .allocating import Allocation, Reason, allocation_by_ratio, exact_shares
from .model import COMPONENTS, Composition, Line, Stage, summed
from .rolling import Contribution, Result, roll_up

DOMINANT_ABOVE = Decimal(50)
"""Per cent of what a co-product displaces: a product dominates with more than half of it."""

_ONE = Decimal(1)
_NONE = Decimal(0)
_NEVER_POSITIVE = frozenset({"land_management_removals", "technological_removals", "capture"})


@dataclass(frozen=True)
class Balance:
    """kgCO2e per declared unit: what the process emits, what is avoided elsewhere, and the rest."""

    burden: Decimal
    credit: Decimal
    """Not above zero where the displaced products emit anything."""

    @property
    def net(self) -> Decimal:
        """The footprint: exactly burden and credit together."""
        with exact_arithmetic():
            return plain(self.burden + self.credit)

    @property
    def exceeds(self) -> bool:
        """Whether the credit leaves nothing of the burden: the co-product is the main one then."""
        return self.credit < 0 and self.net <= 0


def is_dominant(share: Decimal) -> bool:
    """Whether a product with so many per cent of what is displaced stands for all of it."""
    return share > DOMINANT_ABOVE


def expanded(outputs: Sequence[CoProduct]) -> Allocation:
    """The product bears the whole process; one output has nothing to expand."""
    if len(outputs) == 1:
        return Allocation(Reason.SINGLE_OUTPUT, (_ONE,))
    return Allocation(Reason.SUBSTITUTION, (_ONE, *(_NONE for _ in outputs[1:])))


def credited(line: Line) -> Line:
    """What is avoided as a line: the factor taken off.

    How much is displaced is a statement about a market and measured by nobody: the credit counts
    as estimated, so it is secondary data (a component is primary only if activity and factor are)
    and wide in its interval. It weighs with its amount, whatever its sign (methodology v3, PDS).
    """
    kept = {name: -getattr(line.factor.emissions, name) for name in COMPONENTS}
    factor = replace(line.factor, emissions=Composition(**kept))
    return replace(line, stage=Stage.CREDIT, factor=factor, shared=True, measured=False)


def balance(result: Result) -> Balance:
    """Burden and credit of a result, kgCO2e per declared unit."""
    apart: dict[bool, list[Contribution]] = {True: [], False: []}
    for one in result.contributions:
        apart[one.line.stage is Stage.CREDIT].append(one)
    return Balance(_total(apart[False]), _total(apart[True]))


def reversed_components(result: Result) -> tuple[str, ...]:
    """Components that a credit has driven past zero, where PACT v3 allows no such sign."""
    return tuple(name for name in COMPONENTS if _is_reversed(name, result.emissions))


def by_allocation(
    lines: Sequence[Line], output_amount: Decimal, outputs: Sequence[CoProduct], physical: Basis
) -> tuple[Allocation, Result] | None:
    """The same process without credits, shared as the next step of the order asks.

    For comparison (ISO 14044:2006, 4.3.4.1 asks for it where several procedures apply). By mass,
    energy or volume where no prices are known; None where the outputs allow none of them.
    """
    allocation = _allocation(outputs, physical)
    if allocation is None:
        return None
    own = [line for line in lines if line.stage is not Stage.CREDIT]
    return allocation, roll_up(own, output_amount, allocation.share)


def _allocation(outputs: Sequence[CoProduct], physical: Basis) -> Allocation | None:
    try:
        return allocation_by_ratio(outputs, physical)
    except AllocationError:
        return _by_physics(outputs, physical)


def _by_physics(outputs: Sequence[CoProduct], physical: Basis) -> Allocation | None:
    try:
        basis = physical_basis(outputs, physical)
    except AllocationError:
        return None
    return Allocation(Reason.COMPARISON, exact_shares(outputs, basis), basis)


def _is_reversed(name: str, emissions: Composition) -> bool:
    value: Decimal = getattr(emissions, name)
    return value > 0 if name in _NEVER_POSITIVE else value < 0


def _total(contributions: Iterable[Contribution]) -> Decimal:
    return plain(summed(one.emissions for one in contributions).total)
