"""Verdicts follow from limits, products, footprints and the moment alone."""

import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from procurement_examples import BUYER, NOW, PRODUCT, SUPPLIER, day, footprint, limit, product

from carbon.footprint.model import FootprintStatus, VerificationCoverage
from carbon.limits import Verdict
from carbon.verification import Statement, StatementState, model_digest, value_of
from procurement.assessments.deciding import best, changes, decide, decide_all, next_change
from procurement.assessments.model import Assessment
from procurement.catalogue.model import IssuedFootprint, Sharing, may_see
from procurement.catalogue.service import Shelf, Verification


def test_a_footprint_within_the_limit_passes_and_says_on_what_it_rests() -> None:
    decision = decide(limit(version=3), product(), (), [footprint()], NOW)
    assert decision is not None
    assert (decision.verdict, decision.value, decision.maximum) == (Verdict.PASS, "1.5", "2")
    assert (decision.limit_version, decision.footprint_id) == (3, "footprint")


def test_a_limited_product_without_footprint_has_no_data() -> None:
    decision = decide(limit(), product(), (), [], NOW)
    assert decision is not None
    assert decision.verdict is Verdict.NO_DATA
    assert [reason.code for reason in decision.reasons] == ["no-footprint"]


def test_a_class_limit_covers_finer_classes_and_no_others() -> None:
    classed = limit(product_id=None, product_classification="urn:naics:3252")
    assert decide(classed, product(), (), [footprint()], NOW)
    other = product(classifications=("urn:naics:331110",))
    assert decide(classed, other, (), [footprint()], NOW) is None


@pytest.mark.parametrize(
    ("sharing", "shared_with", "customers", "seen"),
    [
        (Sharing.NOBODY, (BUYER,), (BUYER,), False),
        (Sharing.NAMED_CUSTOMERS, (BUYER,), (), True),
        (Sharing.NAMED_CUSTOMERS, ("other",), (BUYER,), False),
        (Sharing.ALL_CUSTOMERS, (), (BUYER,), True),
        (Sharing.ALL_CUSTOMERS, (BUYER,), ("other",), False),
        (Sharing.PUBLIC, (), (), True),
    ],
)
def test_only_what_the_supplier_shows_is_assessed(
    sharing: Sharing, shared_with: tuple[str, ...], customers: tuple[str, ...], seen: bool
) -> None:
    shown = product(sharing=sharing, shared_with=shared_with)
    assert may_see(shown, customers, BUYER) is seen
    assert (decide(limit(), shown, customers, [footprint()], NOW) is not None) is seen


def test_a_withdrawn_limit_or_product_is_not_assessed() -> None:
    assert decide(replace(limit(), withdrawn=True), product(), (), [footprint()], NOW) is None
    assert decide(limit(), product(withdrawn=True), (), [footprint()], NOW) is None


def test_the_active_footprint_speaks_before_the_deprecated_one_in_any_order() -> None:
    old = footprint("z-old", "9", status=FootprintStatus.DEPRECATED, end=day(2026, 5))
    expired = footprint("y-expired", "8", validity_period_end=day(2026, 5), end=day(2026, 4))
    usable = footprint("a-usable", "1")
    for order in permutations([old, expired, usable]):
        assert best(order, NOW) is usable
    for order in permutations([old, expired]):
        assert best(order, NOW) is expired


def test_of_usable_footprints_the_latest_reference_period_speaks() -> None:
    earlier, later = footprint("b"), footprint("a", end=day(2026, 3))
    assert best([later, earlier], NOW) is best([earlier, later], NOW) is later


def test_time_changes_a_verdict_when_a_validity_begins_or_ends() -> None:
    expiring = footprint(validity_period_end=day(2026, 9))
    ending = limit(valid_until=day(2026, 8))
    assert next_change([ending], [expiring], NOW) == day(2026, 8)
    assert next_change([ending], [expiring], day(2026, 8)) == day(2026, 9)
    assert next_change([ending], [expiring], day(2026, 9)) is None


def test_a_moment_is_rounded_up_to_what_the_store_keeps() -> None:
    until = day(2026, 8) + timedelta(microseconds=1)
    assert next_change([limit(valid_until=until)], [], NOW) == day(2026, 8) + timedelta(
        milliseconds=1
    )


def verification(about: IssuedFootprint, **changes: Any) -> Verification:
    """A verifier's statement on a footprint."""
    pcf = about.footprint.pcf
    statement = Statement(
        id="statement",
        footprint_id=about.id,
        product_id=PRODUCT,
        coverage=VerificationCoverage.PRODUCT_LEVEL,
        completed_at=day(2026, 3),
        reference_period_end=pcf.reference_period_end,
        model_digest=model_digest(pcf),
        value=value_of(pcf),
        declared_unit=pcf.declared_unit_of_measurement,
    )
    return Verification(1, SUPPLIER, "Assurer", replace(statement, **changes), b"")


def test_a_limit_that_asks_for_verification_passes_only_what_is_verified() -> None:
    asking, stated = limit(verification_required=True), verification(footprint())
    bare = decide(asking, product(), (), [footprint()], NOW)
    held = decide(asking, product(), (), [footprint()], NOW, [stated])
    assert bare is not None
    assert held is not None
    assert (bare.verdict, [one.code for one in bare.reasons]) == (
        Verdict.CONDITIONAL,
        ["not-verified"],
    )
    assert (held.verdict, held.verification_id, held.verifier) == (
        Verdict.PASS,
        "statement",
        "Assurer",
    )
    revoked = [verification(footprint(), state=StatementState.REVOKED)]
    assert decide(asking, product(), (), [footprint()], NOW, revoked) == bare
    over = decide(limit(verification_required=True), product(), (), [footprint(value="9")], NOW)
    assert over is not None
    assert over.verdict is Verdict.FAIL


def test_the_end_of_a_verifiers_cycle_is_a_moment_to_look_again() -> None:
    stated = verification(footprint(), completed_at=day(2023, 7))
    asking = limit(verification_required=True)
    held = decide(asking, product(), (), [footprint()], NOW, [stated])
    assert held is not None
    assert (held.verdict, held.reassess_at) == (Verdict.PASS, day(2026, 7))
    ended = decide(asking, product(), (), [footprint()], day(2026, 7), [stated])
    assert ended is not None
    assert ended.verdict is Verdict.CONDITIONAL


def _shelf(*footprints: object) -> Shelf:
    return Shelf((product(),), {PRODUCT: list(footprints)}, {SUPPLIER: ()})  # type: ignore[arg-type]


def test_deciding_the_same_again_changes_nothing() -> None:
    decisions = decide_all([limit()], _shelf(footprint()), NOW)
    first = changes({}, decisions, NOW)
    held = {one.id: one for one in first.published}
    later = NOW + timedelta(days=1)
    again = changes(held, decide_all([limit()], _shelf(footprint()), later), later)
    assert [one.version for one in first.published] == [1]
    assert (again.published, again.rescheduled) == ((), ())


def test_another_content_is_the_next_version_and_a_lost_reach_a_withdrawal() -> None:
    decisions = decide_all([limit()], _shelf(footprint()), NOW)
    held = {key: Assessment(one, 4, NOW) for key, one in decisions.items()}
    stricter = limit(version=2, maximum=Decimal(1))
    changed = changes(held, decide_all([stricter], _shelf(footprint()), NOW), NOW)
    assert [(one.version, one.decision.verdict) for one in changed.published] == [(5, Verdict.FAIL)]
    gone = changes(held, {}, NOW)
    assert [(one.version, one.decision.withdrawn) for one in gone.published] == [(5, True)]
    assert changes({one.id: one for one in gone.published}, {}, NOW).published == ()


def test_a_verdict_that_only_waits_longer_is_rescheduled_and_not_published() -> None:
    until = footprint(validity_period_end=day(2027))
    held = {
        key: Assessment(one, 1, NOW)
        for key, one in decide_all([limit()], _shelf(until), NOW).items()
    }
    longer = decide_all([limit()], _shelf(footprint(validity_period_end=day(2028))), NOW)
    found = changes(held, longer, NOW)
    assert found.published == ()
    assert [one.decision.reassess_at for one in found.rescheduled] == [day(2028)]
