"""What lacks a valid footprint: purchases and limits, less what is asked for already."""

from collections.abc import Sequence
from dataclasses import dataclass

from procurement.dashboard.coverages import Coverages
from tierzero.lists import Position, Stretch, Turn, stretched
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
    is_asked: bool

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
        """A page of what lacks a footprint."""
        return stretched(await self.listed(scope), _place_of, turn, size)

    async def listed(self, scope: Scope) -> list[Lack]:
        """What lacks a footprint: the largest spend first, then what only limits name."""
        found = await self.coverages.of(scope)
        coverage, unmet = found.coverage, found.unmet
        asked = await self.requests.open_subjects(scope)
        bought = {(one.supplier_id, one.product_id): one for one in coverage.gaps}
        lacking = [key for key in bought if key[0] and key[1]]
        lacking += sorted(key for key in unmet if key not in bought)
        return [
            Lack(
                *key,
                description=bought[key].description if key in bought else "",
                purchases=bought[key].count if key in bought else 0,
                has_limit=key in unmet,
                is_asked=key in asked,
            )
            for key in lacking
        ]

    async def to_ask(self, scope: Scope, suppliers: Sequence[str] = ()) -> list[Lack]:
        """What is not asked for yet, of all suppliers or of those named."""
        found = await self.listed(scope)
        wanted = set(suppliers)
        return [
            one for one in found if not one.is_asked and (not wanted or one.supplier_id in wanted)
        ]


def _place_of(lack: Lack) -> Position:
    return Position(lack.supplier_id, lack.product_id)
