"""To whom of the platform a partner's request is addressed, and what it asks for."""

from collections.abc import Iterable, Mapping
from typing import Any

from carbon.identifiers import InvalidIdentifier, parse_pact_identifier
from supplier_portal.catalogue import service as catalogue
from supplier_portal.catalogue.service import Wanted as Listed
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.requests.service import IncomingRequest, Origin, Wanted, WhenUnknown
from tierzero.tenancy import Scope

from .calling import ACTOR
from .events import FILTERS, Event, texts_of
from .query import wanted_of

_LOOKED_AT = 100


async def addressees(portal: Portal, event: Event) -> list[str]:
    """Ids of the suppliers that are asked; none where nobody of the platform can be meant.

    Who supplies the asker, or shows it a product that is named, and has that product. A number of
    the asker's own can be known to one supplier only, so it is asked where it is the only one.
    """
    wanted = listed(event)
    candidates = await _candidates(portal, event.sender_id, wanted)
    if not (wanted.product_ids or wanted.classifications):
        return candidates if wanted.company_ids else []
    naming = [one for one in candidates if await _has(portal, one, wanted)]
    own_numbers = any(map(_is_buyers_number, wanted.product_ids))
    return naming or (candidates if own_numbers and len(candidates) == 1 else [])


def question_of(event: Event, supplier_id: str) -> IncomingRequest:
    """The event as a request to one supplier."""
    wanted = listed(event)
    return IncomingRequest(
        supplier_id=supplier_id,
        sender_id=event.sender_id,
        origin=Origin.PACT,
        event_id=event.id,
        wanted=Wanted(
            product_ids=wanted.product_ids,
            company_ids=wanted.company_ids,
            product_classifications=wanted.classifications,
            geographies=wanted.geographies,
            valid_on=_moments(wanted.valid_on),
            valid_after=_moments(wanted.valid_after),
            valid_before=_moments(wanted.valid_before),
            statuses=wanted.statuses,
        ),
        asked_at=event.time,
        comment=str(event.data.get("comment", ""))[:2000],
        when_unknown=WhenUnknown.QUEUE,
    )


def listed(event: Event) -> Listed:
    """The event's criteria, which are the filters of ListFootprints."""
    return wanted_of({name: texts_of(event.data, name) for name in FILTERS})


def criteria_of(wanted: Wanted) -> Mapping[str, Any]:
    """Criteria of a request as an event states them; what is empty is left out."""
    named: Mapping[str, Iterable[str]] = {
        "productId": wanted.product_ids,
        "companyId": wanted.company_ids,
        "geography": wanted.geographies,
        "classification": wanted.product_classifications,
    }
    return {name: list(values) for name, values in named.items() if values}


async def _candidates(portal: Portal, asker: str, wanted: Listed) -> list[str]:
    supplying = await organizations.suppliers_of(portal, ACTOR, asker)
    named = Listed(product_ids=wanted.product_ids) if wanted.product_ids else None
    shown: set[str] = set()
    if named:
        page = await catalogue.page(portal, Scope(asker, ACTOR), named, None, _LOOKED_AT)
        shown = {entry.supplier_id for entry in page.entries}
    others = await organizations.find_many(portal, ACTOR, shown - {one.id for one in supplying})
    every = [*supplying, *others.values()]
    if wanted.company_ids:
        companies = {one.lower() for one in wanted.company_ids}
        every = [one for one in every if companies & {urn.lower() for urn in one.company_ids}]
    return sorted(one.id for one in every if one.id != asker)


async def _has(portal: Portal, supplier_id: str, wanted: Listed) -> bool:
    scope = Scope(supplier_id, ACTOR)
    if wanted.product_ids:
        return bool(await products.named(portal, scope, wanted.product_ids))
    return bool(await products.named(portal, scope, (), wanted.classifications))


def _is_buyers_number(urn: str) -> bool:
    try:
        identifier = parse_pact_identifier(urn)
    except InvalidIdentifier:
        return False
    return identifier is not None and "buyer-id" in urn.lower()


def _moments(moment: Any) -> tuple[Any, ...]:
    return (moment,) if moment else ()
