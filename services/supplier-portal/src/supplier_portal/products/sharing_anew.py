"""Sharing many products otherwise at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from carbon.footprint.presentation import Detail
from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository, storing
from .model import Product, Sharing

_TOGETHER = 100


@dataclass(frozen=True)
class SharedAnew:
    """How products are to be shared; what is None stays as it is with each of them."""

    sharing: Sharing | None = None
    shared_with: tuple[str, ...] | None = None
    shared_detail: Detail | None = None

    def of(self, product: Product) -> Product:
        """The product, shared so."""
        named = product.shared_with if self.shared_with is None else self.shared_with
        return replace(
            product,
            sharing=self.sharing or product.sharing,
            shared_with=tuple(dict.fromkeys(named)),
            shared_detail=self.shared_detail or product.shared_detail,
        )


async def share(
    portal: Portal, scope: Scope, product_ids: Sequence[str], how: SharedAnew
) -> list[str]:
    """Share the supplier's products so; ids of those that changed by it, each a new version.

    In portions, each of which stands or falls as a whole. Ids that are not the supplier's are left
    out: whoever wants to know compares.
    """
    changed: list[str] = []
    for start in range(0, len(product_ids), _TOGETHER):
        some = product_ids[start : start + _TOGETHER]
        changed += await _share_some(portal, scope, some, how)
    return changed


async def _share_some(
    portal: Portal, scope: Scope, product_ids: Sequence[str], how: SharedAnew
) -> list[str]:
    async def write(session: Session) -> list[str]:
        found = await repository.find_many(portal.database, scope, product_ids, session)
        pairs = [(one, how.of(one)) for one in found.values()]
        changed = [(before, after) for before, after in pairs if before != after]
        if changed:
            await storing.store(portal, scope, session, [], changed)
        return [before.id for before, _ in changed]

    return await portal.store.in_transaction(write)
