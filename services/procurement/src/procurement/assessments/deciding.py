"""Deciding, without I/O: the same limits, footprints and moment give the same decisions."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from carbon.decimals import format_decimal
from carbon.footprint.model import FootprintStatus
from carbon.footprint.validity import expires_at, is_usable_on
from carbon.limits import applies, assess
from carbon.verification import badge_of
from procurement.catalogue.service import IssuedFootprint, Product, Shelf, Verification, may_see
from procurement.limits.service import SetLimit

from .model import Assessment, Decision
from .totals import Change, change_of


def decide(
    limit: SetLimit,
    product: Product,
    customer_ids: Collection[str],
    footprints: Sequence[IssuedFootprint],
    now: datetime,
    verifications: Sequence[Verification] = (),
) -> Decision | None:
    """The decision on a product against a limit, or None where the limit does not concern it."""
    if limit.withdrawn or not may_see(product, customer_ids, limit.buyer_id):
        return None
    if not applies(limit.limit, product.id, product.classifications, now):
        return None
    chosen = best(footprints, now)
    footprint = chosen.footprint if chosen else None
    badge = _badge(verifications, product, chosen, now)
    shown, asked = product.shared_detail, limit.limit
    result = assess(footprint, asked, now, shown, verified=badge is not None)
    return Decision(
        limit_id=limit.id,
        limit_version=limit.version,
        buyer_id=limit.buyer_id,
        supplier_id=product.supplier_id,
        product_id=product.id,
        verdict=result.verdict,
        maximum=format_decimal(limit.limit.maximum),
        declared_unit=limit.limit.declared_unit,
        value="" if result.value is None else format_decimal(result.value),
        footprint_id=chosen.id if chosen else "",
        footprint_version=chosen.version if chosen else 0,
        reasons=result.reasons,
        verification_id=badge.statement.id if badge else "",
        verifier=badge.verifier if badge else "",
        reassess_at=next_change([limit], footprints, now, verifications),
    )


def _badge(
    verifications: Sequence[Verification],
    product: Product,
    chosen: IssuedFootprint | None,
    now: datetime,
) -> Verification | None:
    """The statement that stands for the footprint that speaks for the product."""
    if chosen is None:
        return None
    known = {one.statement.id: one for one in verifications}
    statements = [one.statement for one in verifications]
    badge = badge_of(statements, product.id, chosen.footprint, now)
    return known[badge.id] if badge else None


def best(footprints: Iterable[IssuedFootprint], now: datetime) -> IssuedFootprint | None:
    """The footprint that speaks for the product: usable before active before deprecated.

    Among equals the latest reference period, then the latest made, then by id, so that the order
    of arrival cannot show.
    """

    def rank(issued: IssuedFootprint) -> tuple[bool, bool, datetime, datetime, str]:
        footprint = issued.footprint
        active = footprint.status is FootprintStatus.ACTIVE
        end = footprint.pcf.reference_period_end
        return is_usable_on(footprint, now), active, end, footprint.created, issued.id

    return max(footprints, key=rank, default=None)


def next_change(
    limits: Iterable[SetLimit],
    footprints: Iterable[IssuedFootprint],
    now: datetime,
    verifications: Iterable[Verification] = (),
) -> datetime | None:
    """When time alone may next change a decision: a validity or a verifier's cycle ends."""
    moments: list[datetime | None] = [one.statement.valid_until for one in verifications]
    for held in limits:
        moments += [held.limit.valid_from, held.limit.valid_until]
    for issued in footprints:
        moments += [issued.footprint.pcf.reference_period_start, expires_at(issued.footprint)]
    coming = (_whole_milliseconds(moment) for moment in moments if moment)
    return min((moment for moment in coming if moment > now), default=None)


def _whole_milliseconds(moment: datetime) -> datetime:
    """Rounded up to what the store keeps, so that what comes back is what was decided."""
    return moment + timedelta(microseconds=-moment.microsecond % 1000)


def decide_all(limits: Iterable[SetLimit], shelf: Shelf, now: datetime) -> dict[str, Decision]:
    """Decisions by id for all pairs of these limits and products that concern each other."""
    decisions: dict[str, Decision] = {}
    for product in shelf.products:
        footprints = shelf.footprints[product.id]
        stated = shelf.verifications.get(product.id, [])
        customers = shelf.customers.get(product.supplier_id, ())
        for limit in limits:
            decision = decide(limit, product, customers, footprints, now, stated)
            if decision:
                decisions[decision.id] = decision
    return decisions


@dataclass(frozen=True)
class Changes:
    """What is to be written: stated anew, published, or only scheduled for another time."""

    published: tuple[Assessment, ...]
    rescheduled: tuple[Assessment, ...]
    counted: Change = field(default_factory=dict[tuple[str, str], "Counter[str]"])
    """What that does to the totals."""


def changes(
    held: Mapping[str, Assessment], decisions: Mapping[str, Decision], now: datetime
) -> Changes:
    """What separates the assessments held from the decisions as they are now."""
    published: list[Assessment] = []
    rescheduled: list[Assessment] = []
    for decision in (*decisions.values(), *_no_longer_concerned(held, decisions)):
        before = held.get(decision.id)
        if before is None or before.decision != decision:
            version = before.version + 1 if before else 1
            published.append(Assessment(decision, version, now))
        elif before.decision.reassess_at != decision.reassess_at:
            rescheduled.append(replace(before, decision=decision))
    return Changes(tuple(published), tuple(rescheduled), change_of(held, published))


def _no_longer_concerned(
    held: Mapping[str, Assessment], decisions: Mapping[str, Decision]
) -> list[Decision]:
    return [
        replace(assessment.decision, withdrawn=True, reassess_at=None)
        for key, assessment in held.items()
        if key not in decisions
    ]
