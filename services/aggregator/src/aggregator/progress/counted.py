"""Which measured reductions count: agreed to, and owned once.

Of initiatives that claim the same tonnes only the smallest claim of a year counts; what the others
claim is shown apart. It depends on the set of initiatives alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from aggregator.initiatives.model import Initiative
from carbon.decimals import exact_arithmetic, plain
from carbon.reductions import owned_once, rival_claims

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Counted:
    """A part of an initiative with what counts of it, tCO2e."""

    initiative: Initiative
    by_year: Mapping[int, Decimal]
    contested: Decimal
    unconfirmed: Decimal

    @property
    def measured(self) -> Decimal:
        """Over all years."""
        return total(self.by_year.values())

    @property
    def in_footprints(self) -> Decimal:
        """Of it, what is in a footprint and thereby in the inventory already."""
        return self.measured if self.initiative.in_footprints else NOTHING

    @property
    def planned(self) -> Decimal:
        """A year once in effect."""
        return self.initiative.planned()


def counted(initiatives: Sequence[Initiative]) -> list[Counted]:
    """Each part with what counts of it."""
    claims = {one.id: one.claim for one in initiatives if one.measured and one.agreed}
    rivals = [finding.subjects for finding in rival_claims(claims.values())]
    pairs = [(pair[0], pair[1]) for pair in rivals]
    owned = _owned(initiatives, pairs)
    return [_counted(one, owned) for one in initiatives]


def _owned(
    initiatives: Iterable[Initiative], pairs: Sequence[tuple[str, str]]
) -> dict[int, frozenset[str]]:
    """Year → ids of the initiatives whose reduction counts in it."""
    by_year: dict[int, dict[str, Decimal]] = {}
    for one in initiatives:
        for year, amount in one.achieved_by_year().items():
            held = by_year.setdefault(year, {})
            held[one.id] = total((held.get(one.id, NOTHING), amount))
    return {year: frozenset(owned_once(held, pairs)) for year, held in by_year.items()}


def _counted(initiative: Initiative, owned: Mapping[int, frozenset[str]]) -> Counted:
    achieved = initiative.achieved_by_year()
    counts = {year: one for year, one in achieved.items() if initiative.id in owned[year]}
    beaten = (one for year, one in achieved.items() if initiative.id not in owned[year])
    waiting = () if initiative.agreed else initiative.measured_by_year().values()
    return Counted(initiative, counts, total(beaten), total(waiting))


def total(amounts: Iterable[Decimal]) -> Decimal:
    """An exact sum."""
    with exact_arithmetic():
        return plain(sum(amounts, NOTHING))
