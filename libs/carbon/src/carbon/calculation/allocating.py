"""Which allocation holds, and the shares, in the order of PACT methodology v3.

A product category or sector rule first; then none, where there is nothing to share, the process
was subdivided or the system is expanded (`substituting`); then economic allocation above a value
ratio of 5, physical allocation otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Context, Decimal
from enum import StrEnum

from carbon.allocation import (
    ECONOMIC_ABOVE_RATIO,
    Basis,
    CoProduct,
    compared_per,
    economic_value_ratio,
    physical_basis,
    shares,
)
from carbon.decimals import exact_arithmetic

SHARE_DIGITS = 24
"""Decimal places of a share; beyond them the residue goes to the largest."""

_WIDE = Context(prec=400, rounding=ROUND_FLOOR)
_ONE = Decimal(1)


class Reason(StrEnum):
    """Why the allocation is as it is."""

    SINGLE_OUTPUT = "single-output"
    SUBDIVIDED = "subdivided"
    SUBSTITUTION = "substitution"
    RULE = "rule"
    RATIO_ABOVE_FIVE = "ratio-above-five"
    RATIO_UP_TO_FIVE = "ratio-up-to-five"
    COMPARISON = "comparison"
    """Only beside another: physical, with prices unknown."""


@dataclass(frozen=True)
class Allocation:
    """The share of each output, the product first; together exactly 1."""

    reason: Reason
    shares: tuple[Decimal, ...]
    basis: Basis | None = None
    ratio: Decimal | None = None
    """Economic value ratio, where it decided. It follows from prices: for the supplier alone."""
    compared_per: Basis | None = None
    """What its unit prices are per: one kg, MJ or m³."""

    @property
    def share(self) -> Decimal:
        """What the product bears of the process."""
        return self.shares[0]


def allocation_by_rule(outputs: Sequence[CoProduct], basis: Basis) -> Allocation:
    """As a product category or sector rule says; raises AllocationError."""
    return Allocation(Reason.RULE, exact_shares(outputs, basis), basis)


def subdivided(outputs: Sequence[CoProduct]) -> Allocation:
    """All inputs are of the product alone."""
    return Allocation(Reason.SUBDIVIDED, (_ONE, *(Decimal(0) for _ in outputs[1:])))


def allocation_by_ratio(outputs: Sequence[CoProduct], physical: Basis = Basis.MASS) -> Allocation:
    """None for one output; else by price above a ratio of 5 and physical up to it.

    `physical` is mass (energy or volume where only these are known of all) or, where it says more
    about the products, energy or volume. Raises AllocationError where a price, a quantity or a
    heating value that it needs is missing.
    """
    if len(outputs) == 1:
        return Allocation(Reason.SINGLE_OUTPUT, (_ONE,))
    ratio, per = economic_value_ratio(outputs, physical), compared_per(outputs, physical)
    if ratio > ECONOMIC_ABOVE_RATIO:
        economic = exact_shares(outputs, Basis.ECONOMIC)
        return Allocation(Reason.RATIO_ABOVE_FIVE, economic, Basis.ECONOMIC, ratio, per)
    basis = physical_basis(outputs, physical)
    return Allocation(Reason.RATIO_UP_TO_FIVE, exact_shares(outputs, basis), basis, ratio, per)


def exact_shares(outputs: Sequence[CoProduct], basis: Basis) -> tuple[Decimal, ...]:
    """Shares of 24 places that sum to exactly 1: floored, with the residue on the largest."""
    known = shares(outputs, basis)
    place = Decimal(1).scaleb(-SHARE_DIGITS)
    floored = [share.quantize(place, context=_WIDE) for share in known]
    with exact_arithmetic():
        floored[known.index(max(known))] += _ONE - sum(floored, Decimal(0))
    return tuple(floored)
