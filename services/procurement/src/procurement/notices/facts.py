"""Facts of the bus as notices; what cannot be read is refused with its reason."""

from typing import Any

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.footprint.changes import Total
from tierzero.agents import Unusable
from tierzero.facts import declared_unit_from_message
from tierzero.facts.wire import moment_of
from tierzero.supplier_portal.v1 import footprint_notice_pb2 as contract

from .model import Notice, NoticeKind

_KINDS = {
    contract.FOOTPRINT_NOTICE_KIND_SUPERSEDED: NoticeKind.SUPERSEDED,
    contract.FOOTPRINT_NOTICE_KIND_ENDED: NoticeKind.ENDED,
    contract.FOOTPRINT_NOTICE_KIND_EXPIRING: NoticeKind.EXPIRING,
}


def notice_from(fact: Any) -> Notice:
    """The notice that a fact states."""
    if fact.kind not in _KINDS or not fact.recipient_id:
        raise Unusable("missing-attribute", f"notice {fact.fact.id}: no kind or no recipient")
    try:
        after = fact.value_after
        percent = fact.change_percent
        return Notice(
            id=fact.fact.id,
            version=fact.fact.version,
            recipient_id=fact.recipient_id,
            supplier_id=fact.supplier_id,
            product_id=fact.product_id,
            product_name=fact.product_name,
            kind=_KINDS[fact.kind],
            footprint_id=fact.footprint_id,
            before=_total(fact.value_before, fact.declared_unit_before),
            told_at=moment_of(fact.fact.recorded_at),
            successor_id=fact.successor_id,
            after=_total(after, fact.declared_unit_after) if after else None,
            change_percent=parse_decimal(percent) if percent else None,
            expires_at=moment_of(fact.expires_at) if fact.HasField("expires_at") else None,
            days=fact.days,
        )
    except InvalidDecimal as error:
        raise Unusable("unreadable-decimal", f"notice {fact.fact.id}: {error}") from error


def _total(value: str, unit: int) -> Total:
    declared = declared_unit_from_message(unit)
    if declared is None:
        raise Unusable("unknown-unit", "the notice states a total without its unit")
    return Total(parse_decimal(value), declared)
