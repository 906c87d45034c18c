"""Networks join streams, and get what these hold: for what they buy, and for its parts."""

from collections.abc import Iterable
from typing import Any

from footprint.bundles import Bundle, whole
from footprint.routing.names import (
    classes_of_bill,
    interior_member,
    needs_of_factors,
    supplier_stream,
)
from footprint.routing.owners import references_for
from footprint.routing.plan import Plan, Streams, required
from footprint.routing.stream import Stream
from footprint.routing.viewing import view_for_buyer, view_for_maker
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillOfMaterials

_SUPPLIER = "supplier:"

Told = tuple[str, BillOfMaterials]
"""A network and a bill of materials that it gets to know."""


def join(plan: Plan, stream: Stream, network_id: str) -> list[Told]:
    """Let the network have what the stream holds, and all that it gets from now on; returns the
    bills of materials among it."""
    if _has_joined(plan, stream, network_id):
        return []
    plan.join(stream, [network_id])
    is_supplier = stream.name.startswith(_SUPPLIER)
    view = (view_for_buyer if is_supplier else _references)(stream, network_id)
    plan.forward(network_id, view)
    return [(network_id, bill) for bill in view.bills_of_materials]


def spread(plan: Plan, streams: Streams, told: Iterable[Told]) -> None:
    """Let networks have what the parts of their bills of materials rest on, through any depth.

    Tier by tier, so that the streams of a whole tier are loaded at once. It ends with cycles too: a
    network joins for a part of a maker only once.
    """
    tier = list(told)
    while tier:
        _join_classes(plan, streams, tier)
        tier = [further for one in tier for further in _join_parts(plan, streams, tier, one)]


def _join_parts(plan: Plan, streams: Streams, tier: Iterable[Told], told: Told) -> Iterable[Told]:
    suppliers = {stream.name: stream for stream in required(streams, _suppliers_of(tier))}
    network_id, bill = told
    for part in _named_parts(bill):
        stream = suppliers[supplier_stream(part.supplier_id)]
        member = interior_member(network_id, part.product_id, bill.supplier_id)
        if _has_joined(plan, stream, member):
            continue
        plan.join(stream, [member])
        news = plan.news.get(stream.name, Bundle())
        view = view_for_maker(stream, news, part.product_id, bill.supplier_id)
        plan.forward(network_id, view)
        yield from ((network_id, further) for further in view.bills_of_materials)


def _suppliers_of(tier: Iterable[Told]) -> set[str]:
    return {supplier_stream(part.supplier_id) for _, bill in tier for part in _named_parts(bill)}


def _named_parts(bill: BillOfMaterials) -> list[Any]:
    if bill.fact.withdrawn:
        return []
    return [part for part in bill.parts if part.product_id]


def _join_classes(plan: Plan, streams: Streams, tier: Iterable[Told]) -> None:
    wanting: dict[str, set[str]] = {}
    for network_id, bill in tier:
        for name in classes_of_bill(bill):
            wanting.setdefault(name, set()).add(network_id)
    classes = required(streams, wanting)
    monies: dict[str, set[str]] = {}
    for stream in classes:
        for name in needs_of_factors(stream.book["factors"].values()):
            monies.setdefault(name, set()).update(wanting[stream.name])
    for stream in (*classes, *required(streams, monies)):
        for network_id in sorted(wanting.get(stream.name) or monies[stream.name]):
            join(plan, stream, network_id)


def _has_joined(plan: Plan, stream: Stream, member: str) -> bool:
    return member in stream.members or member in plan.newcomers.get(stream.name, ())


def _references(stream: Stream, network_id: str) -> Bundle:
    return references_for(whole(stream.book), network_id)
