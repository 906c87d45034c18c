"""Which footprints answer a request, and which of them does: pure, the same everywhere.

The filters are those of PACT v3 ListFootprints (OR inside one name, AND across names, URNs without
regard to case, geography by equality); see docs/design/requests.md for the order.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from urllib.parse import unquote

from carbon.footprint.model import CarbonFootprint, FootprintStatus, ProductFootprint
from carbon.footprint.validity import expires_at, validity_start
from carbon.identifiers import InvalidIdentifier, parse_pact_identifier
from supplier_portal.products.service import class_key, id_key

from .model import Wanted

MOST_ANSWERED = 100
"""A request that names more products than this is left to a person."""


class Named(IntEnum):
    """How a request names a product, the surest way first."""

    BY_PRODUCT_ID = 0
    BY_PART_NUMBER = 1
    BY_CLASSIFICATION = 2


@dataclass(frozen=True)
class Candidate:
    """An issued footprint of a product that a request may mean."""

    id: str
    product_id: str
    named: Named
    footprint: ProductFootprint
    usability_level: int
    recorded_at: datetime
    has_errors: bool = False
    classifications: tuple[str, ...] = ()
    """Classes of the product, beside those that the footprint states."""


def part_numbers_of(wanted: Wanted) -> tuple[str, ...]:
    """The asker's own numbers: stated as such, or as ``urn:pact:<issuer>:buyer-id:<number>``."""
    urns = [number for urn in wanted.product_ids if (number := _buyer_number(urn))]
    return tuple(dict.fromkeys((*wanted.part_numbers, *urns)))


def fits(wanted: Wanted, candidate: Candidate, now: datetime) -> bool:
    """Whether a footprint may be sent as the answer without asking anybody."""
    footprint = candidate.footprint
    usable = footprint.status is FootprintStatus.ACTIVE and now < expires_at(footprint)
    admitted = _in_class(wanted, candidate) and all(fit(wanted, footprint) for fit in _FILTERS)
    return usable and not candidate.has_errors and admitted


def best(candidates: Iterable[Candidate], wanted: Wanted) -> list[Candidate]:
    """The first of each product's footprints in the documented order, by product id."""
    chosen: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=order_for(wanted)):
        chosen.setdefault(candidate.product_id, candidate)
    return [chosen[product_id] for product_id in sorted(chosen)]


def answer_of(candidates: Iterable[Candidate], wanted: Wanted, now: datetime) -> tuple[str, ...]:
    """Ids of the footprints that answer the request by themselves; none where a person must look.

    A request that names no product is never answered by itself, nor one that names too many.
    """
    if not wanted.names_a_product:
        return ()
    found = best((one for one in candidates if fits(wanted, one, now)), wanted)
    return tuple(one.id for one in found) if len(found) <= MOST_ANSWERED else ()


def order_for(wanted: Wanted) -> Callable[[Candidate], tuple[object, ...]]:
    """The total order of footprints as answers, best first."""

    def key(candidate: Candidate) -> tuple[object, ...]:
        pcf = candidate.footprint.pcf
        return (
            candidate.named,
            -_overlap(wanted, pcf),
            _breadth(pcf),
            -pcf.reference_period_end.timestamp(),
            -candidate.usability_level,
            -candidate.recorded_at.timestamp(),
            candidate.id,
        )

    return key


def _in_company(wanted: Wanted, footprint: ProductFootprint) -> bool:
    return _shares(wanted.company_ids, footprint.company_ids, id_key)


def _in_class(wanted: Wanted, candidate: Candidate) -> bool:
    stated = candidate.footprint.product_classifications or ()
    classes = (*candidate.classifications, *stated)
    return _shares(wanted.product_classifications, classes, class_key)


def _in_geography(wanted: Wanted, footprint: ProductFootprint) -> bool:
    return _shares(wanted.geographies, _geographies(footprint.pcf), str.casefold)


def _has_status(wanted: Wanted, footprint: ProductFootprint) -> bool:
    return _shares(wanted.statuses, (footprint.status.value,), str.casefold)


def _valid_then(wanted: Wanted, footprint: ProductFootprint) -> bool:
    start, end = validity_start(footprint), expires_at(footprint)
    return (
        _any(wanted.valid_on, lambda moment: start <= moment <= end)
        and _any(wanted.valid_after, lambda moment: start > moment)
        and _any(wanted.valid_before, lambda moment: end < moment)
    )


def _in_period(wanted: Wanted, footprint: ProductFootprint) -> bool:
    if wanted.period_start is None or wanted.period_end is None:
        return True
    length = (wanted.period_end - wanted.period_start).total_seconds()
    return 2 * _overlap(wanted, footprint.pcf) >= length


_FILTERS = (_in_company, _in_geography, _has_status, _valid_then, _in_period)


def _overlap(wanted: Wanted, pcf: CarbonFootprint) -> float:
    """Seconds of the wanted period that lie in the footprint's."""
    if wanted.period_start is None or wanted.period_end is None:
        return 0.0
    start = max(wanted.period_start, pcf.reference_period_start)
    end = min(wanted.period_end, pcf.reference_period_end)
    return max(end - start, timedelta()).total_seconds()


def _geographies(pcf: CarbonFootprint) -> Sequence[str]:
    stated = (
        pcf.geography_country_subdivision,
        pcf.geography_country,
        pcf.geography_region_or_subregion,
    )
    return [one for one in stated if one]


def _breadth(pcf: CarbonFootprint) -> int:
    if pcf.geography_country_subdivision:
        return 0
    if pcf.geography_country:
        return 1
    return 2 if pcf.geography_region_or_subregion else 3


def _shares(wanted: Iterable[str], stated: Iterable[str], spelt: Callable[[str], str]) -> bool:
    asked = {spelt(one) for one in wanted if one}
    return not asked or not asked.isdisjoint(map(spelt, stated))


def _any(moments: Sequence[datetime], holds: Callable[[datetime], bool]) -> bool:
    return not moments or any(map(holds, moments))


def _buyer_number(urn: str) -> str:
    try:
        identifier = parse_pact_identifier(urn)
    except InvalidIdentifier:
        return ""
    return unquote(identifier.value) if identifier.kind.casefold() == "buyer-id" else ""
