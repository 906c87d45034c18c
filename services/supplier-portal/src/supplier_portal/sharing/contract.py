"""Notices as the bus states them."""

from carbon.decimals import format_decimal
from supplier_portal.facts import declared_unit_name, fact_header
from tierzero.supplier_portal.v1 import footprint_notice_pb2 as contract

from .notice import Notice, NoticeKind

_KINDS = {
    NoticeKind.SUPERSEDED: contract.FOOTPRINT_NOTICE_KIND_SUPERSEDED,
    NoticeKind.ENDED: contract.FOOTPRINT_NOTICE_KIND_ENDED,
    NoticeKind.EXPIRING: contract.FOOTPRINT_NOTICE_KIND_EXPIRING,
}


def notice_fact(notice: Notice) -> contract.FootprintNotice:
    """The fact of a notice."""
    percent, after = notice.change_percent, notice.after
    fact = contract.FootprintNotice(
        fact=fact_header(notice.id, 1, notice.at, notice.supplier_id),
        recipient_id=notice.recipient_id,
        supplier_id=notice.supplier_id,
        product_id=notice.product_id,
        product_name=notice.product_name,
        kind=_KINDS[notice.kind],
        footprint_id=notice.footprint_id,
        successor_id=notice.successor_id,
        value_before=format_decimal(notice.before.value),
        value_after=format_decimal(after.value) if after else "",
        declared_unit_before=declared_unit_name(notice.before.unit),
        declared_unit_after=declared_unit_name(after.unit) if after else None,
        change_percent="" if percent is None else format_decimal(percent),
        days=notice.days or 0,
    )
    if notice.expires_at:
        fact.expires_at.FromDatetime(notice.expires_at)
    return fact
