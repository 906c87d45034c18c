"""Who owns a reduction: shares of joint ones, periods, and claims to the same tonnes.

Of a reduction at one source there is one owner for each per cent (scope 3 standard, 9.6; group
standard, 9.3 b: not for any other activity or project). Everything here depends on the set of
claims alone, never on their order.
"""

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from carbon.decimals import exact_arithmetic, plain
from carbon.doublecounting import DoubleCounting, DoubleCountingCode

_WHOLE = Decimal(100)
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


@dataclass(frozen=True)
class Period:
    """A calendar year, a quarter or a month, both days included."""

    label: str
    first: date
    last: date

    def overlaps(self, other: "Period") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last


def period_of(label: str) -> Period | None:
    """The period of ``2025``, ``2025-Q3`` or ``2025-07``; None for any other text."""
    match = _PERIOD.fullmatch(label)
    if match is None or not 1 <= int(match["year"]) <= 9999:
        return None
    year = int(match["year"])
    first, last = _months(match["quarter"], match["month"])
    days = calendar.monthrange(year, last)[1]
    return Period(label, date(year, first, 1), date(year, last, days))


def _months(quarter: str | None, month: str | None) -> tuple[int, int]:
    if quarter:
        return 3 * int(quarter) - 2, 3 * int(quarter)
    return (int(month), int(month)) if month else (1, 12)


def are_whole(percents: Iterable[Decimal]) -> bool:
    """Whether shares add up to exactly 100 %, each of them more than nothing."""
    held = list(percents)
    with exact_arithmetic():
        return all(one > 0 for one in held) and sum(held, Decimal(0)) == _WHOLE


def share_of(reduction: Decimal, percent: Decimal) -> Decimal:
    """The part of a reduction, in its unit; exact, so that parts add up to the whole."""
    with exact_arithmetic():
        return plain(reduction * percent / _WHOLE)


@dataclass(frozen=True)
class Claim:
    """One initiative's measured reduction, as far as another could be about the same tonnes.

    ``sources`` name where it happens (products) and what proves it (digests of evidence);
    ``allies`` are the organizations that hold agreed shares in it.
    """

    initiative_id: str
    owner_id: str
    type: str
    sources: frozenset[str]
    periods: tuple[Period, ...]
    allies: frozenset[str] = frozenset()


def rival_claims(claims: Iterable[Claim]) -> list[DoubleCounting]:
    """Pairs of initiatives that claim the same reduction, by their ids.

    Same source, same type of measure, a measured day in common. Between organizations it is claimed
    twice unless one of them holds a share in the other's initiative; within one it overlaps.
    """
    known = sorted(claims, key=lambda claim: claim.initiative_id)
    return [
        DoubleCounting(_code(one, other), (one.initiative_id, other.initiative_id))
        for one, other in combinations(known, 2)
        if are_rivals(one, other)
    ]


def are_rivals(one: Claim, other: Claim) -> bool:
    """Whether two different initiatives claim the same tonnes without having shared them."""
    if one.initiative_id == other.initiative_id or one.type != other.type:
        return False
    if one.sources.isdisjoint(other.sources) or _are_allied(one, other):
        return False
    return any(mine.overlaps(theirs) for mine in one.periods for theirs in other.periods)


def _are_allied(one: Claim, other: Claim) -> bool:
    if one.owner_id == other.owner_id:
        return False
    return other.owner_id in one.allies or one.owner_id in other.allies


def _code(one: Claim, other: Claim) -> DoubleCountingCode:
    if one.owner_id == other.owner_id:
        return DoubleCountingCode.REDUCTION_OVERLAPS
    return DoubleCountingCode.REDUCTION_CLAIMED_TWICE


def owned_once(
    measured: Mapping[str, Decimal], rivals: Iterable[tuple[str, str]]
) -> dict[str, Decimal]:
    """Of rival claims of one period only the smallest stands; the others count nothing.

    ``measured`` is initiative id → reduction. Among equal claims the first by id stands.
    """
    beaten: set[str] = set()
    for pair in rivals:
        if all(one in measured for one in pair):
            beaten.add(max(pair, key=lambda one: (measured[one], one)))
    return {one: amount for one, amount in measured.items() if one not in beaten}
