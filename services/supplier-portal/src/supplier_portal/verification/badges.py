"""Whether footprints carry a verifier's badge, and if not, why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from carbon.footprint.writing import format_time
from carbon.verification import OBSTACLE_TEXTS, Obstacle, Statement, badge_of, obstacle
from supplier_portal.footprints.service import IssuedFootprint, statement_of
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from . import repository
from .statements import Verified
from .storing import newest


@dataclass(frozen=True)
class Standing:
    """A footprint's badge: the statement behind it, or what stands in the way of the last one."""

    verified: Verified | None = None
    lapsed: Verified | None = None
    obstacle: Obstacle | None = None
    declared: Mapping[str, Any] | None = None
    """What the document itself says of a verification; nobody has confirmed it here."""
    carried: bool = False
    """The statement is about an earlier footprint of the same model."""

    def without_declared(self) -> "Standing":
        """The same for somebody from whom the document's own words are kept back."""
        return replace(self, declared=None)

    @property
    def why(self) -> str:
        """Why there is no badge any more, in the caller's language."""
        return (
            OBSTACLE_TEXTS[self.obstacle].in_language(current_language()) if self.obstacle else ""
        )

    def content(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "badge": self.verified is not None,
            "statement": self.verified.content() if self.verified else None,
            "carried_over": self.carried,
            "lapsed_statement": self.lapsed.content() if self.lapsed else None,
            "obstacle": self.obstacle.value if self.obstacle else None,
            "text": self.why,
            "declared": dict(self.declared) if self.declared else None,
        }


async def standings(
    portal: Portal, scope: Scope, issued: Sequence[IssuedFootprint]
) -> dict[str, Standing]:
    """Id → standing of footprints of the scope's organization."""
    products = {one.product_id for one in issued}
    versions = await repository.about_products(portal.database, scope, products) if products else []
    by_product: dict[str, list[Verified]] = {}
    for one in newest(versions):
        if one.footprint:
            by_product.setdefault(one.footprint.product_id, []).append(one)
    now = portal.clock()
    return {one.id: standing_of(one, by_product.get(one.product_id, []), now) for one in issued}


def standing_of(issued: IssuedFootprint, stated: Iterable[Verified], now: datetime) -> Standing:
    """What the statements on a product mean for one of its footprints."""
    declared = issued.pcf.get("verification")
    known = {one.id: one for one in stated}
    judged = [one.carbon for one in known.values() if one.carbon]
    if not judged:
        return Standing(declared=declared)
    footprint = statement_of(issued)
    badge = badge_of(judged, issued.product_id, footprint, now)
    if badge:
        verified = known[badge.id]
        return Standing(verified, declared=declared, carried=badge.footprint_id != issued.id)
    last = max(judged, key=lambda one: _nearness(one, issued.id))
    found = obstacle(last, issued.product_id, footprint, now)
    if found in (Obstacle.EARLIER_FOOTPRINT, None):
        return Standing(declared=declared)
    return Standing(lapsed=known[last.id], obstacle=found, declared=declared)


def _nearness(statement: Statement, footprint_id: str) -> tuple[bool, str, str]:
    """Statements about the footprint itself first, then the later one."""
    made = format_time(statement.completed_at)
    return statement.footprint_id == footprint_id, made, statement.id
