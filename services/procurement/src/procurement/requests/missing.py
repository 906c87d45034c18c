"""What lacks a valid footprint: purchases and limits, less what is asked for already."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from procurement.dashboard.coverages import Coverages
from procurement.dashboard.gaps import Gap
from tierzero.lists import Position, Stretch, Turn, mapped, stretched
from tierzero.tenancy import Scope

from .service import FootprintRequests


@dataclass(frozen=True)
class Lack:
    """A supplier's product (or, where none is named, a description) without a valid footprint."""

    supplier_id: str
    product_id: str
    description: str
    purchases: int
    has_limit: bool
    is_asked: bool = False

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.supplier_id}|{self.product_id}"


@dataclass(frozen=True)
class Missing:
    """Finds what a buyer may ask for."""

    requests: FootprintRequests
    coverages: Coverages

    async def turned(self, scope: Scope, turn: Turn, size: int) -> Stretch[Lack]:
        """A page of what lacks a footprint: the largest spend first, then what limits name."""
        shown = stretched(await self._all(scope), _place_of, turn, size)
        pairs = {(one.supplier_id, one.product_id) for one in shown.items}
        asked = await self.requests.open_among(scope, pairs)
        return mapped(shown, [_with_asked(one, asked) for one in shown.items])

    async def to_ask(self, scope: Scope, suppliers: Sequence[str] = ()) -> list[Lack]:
        """What is not asked for yet, of all suppliers or of those named."""
        asked = await self.requests.open_subjects(scope)
        found = [_with_asked(one, asked) for one in await self._all(scope)]
        wanted = set(suppliers)
        return [
            one for one in found if not one.is_asked and (not wanted or one.supplier_id in wanted)
        ]

    async def _all(self, scope: Scope) -> list[Lack]:
        lacking = await self.coverages.of(scope)
        bought = {(one.supplier_id, one.product_id): one for one in lacking.coverage.gaps}
        keys = [key for key in bought if key[0] and key[1]]
        keys += sorted(key for key in lacking.unmet if key not in bought)
        return [_lack(key, bought.get(key), has_limit=key in lacking.unmet) for key in keys]


def _lack(key: tuple[str, str], gap: Gap | None, *, has_limit: bool) -> Lack:
    count, description = (gap.count, gap.description) if gap else (0, "")
    return Lack(*key, description=description, purchases=count, has_limit=has_limit)


def _with_asked(lack: Lack, asked: Collection[tuple[str, str]]) -> Lack:
    return replace(lack, is_asked=(lack.supplier_id, lack.product_id) in asked)


def _place_of(lack: Lack) -> Position:
    return Position(lack.supplier_id, lack.product_id)
