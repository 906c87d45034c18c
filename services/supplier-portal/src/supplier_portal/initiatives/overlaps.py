"""Initiatives whose effect is in a footprint already (no double counting, scope 3 standard, 9.6).

Whoever counts the fall of the product's footprint must not add the initiative's reduction to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from carbon.doublecounting import TEXTS, DoubleCountingCode, FootprintPeriod, already_in_pcf
from carbon.doublecounting import Initiative as Started
from carbon.footprint.model import FootprintStatus
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Criteria
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from .model import Initiative

_FOOTPRINTS_OF_A_PRODUCT = 200


@dataclass(frozen=True)
class Overlap:
    """An initiative and the footprints that its effect is in."""

    initiative_id: str
    name: str
    footprint_ids: tuple[str, ...]

    @property
    def code(self) -> str:
        """Stable code of the finding."""
        return DoubleCountingCode.ALREADY_IN_PCF.value

    @property
    def text(self) -> str:
        """The finding in the caller's language."""
        return TEXTS[DoubleCountingCode.ALREADY_IN_PCF].in_language(current_language())


async def overlaps(
    portal: Portal, scope: Scope, initiatives: Iterable[Initiative]
) -> list[Overlap]:
    """Initiatives that started before the end of a valid footprint's reference period, by name.

    Nothing can be said of those that name no product or no start.
    """
    known = list(initiatives)
    named = sorted({one for initiative in known for one in initiative.stated.product_ids})
    periods = [period for one in named for period in await _periods(portal, scope, one)]
    started = [one for initiative in known for one in _started(initiative)]
    pairs = {finding.subjects for finding in already_in_pcf(started, periods)}
    return [
        Overlap(one.id, one.stated.name, tuple(sorted(f for i, f in pairs if i == one.id)))
        for one in known
        if any(initiative_id == one.id for initiative_id, _ in pairs)
    ]


def _started(initiative: Initiative) -> list[Started]:
    stated = initiative.stated
    if stated.start is None:
        return []
    start = datetime.combine(stated.start, time(), UTC)
    return [Started(initiative.id, product_id, start) for product_id in stated.product_ids]


async def _periods(portal: Portal, scope: Scope, product_id: str) -> list[FootprintPeriod]:
    criteria = Criteria(status=FootprintStatus.ACTIVE.value, product_id=product_id)
    found = await footprints.page(portal, scope, criteria, limit=_FOOTPRINTS_OF_A_PRODUCT)
    return [
        FootprintPeriod(
            one.id, product_id, datetime.fromisoformat(str(one.pcf["referencePeriodEnd"]))
        )
        for one in found
    ]
