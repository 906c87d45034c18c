"""Which footprint answers a request: PACT's filters, and one total order for everybody."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.parsing import parse_footprint
from supplier_portal.requests.matching import (
    Candidate,
    Named,
    answer_of,
    best,
    fits,
    order_for,
    part_numbers_of,
)
from supplier_portal.requests.model import Wanted
from tests.integration.supplier_portal.documents import footprint

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PRODUCT = {"product_ids": ["urn:gtin:4006381333931"], "name": "Coil"}


def candidate(identity: str = "a", product_id: str = "p", **changes: Any) -> Candidate:
    pcf = {name: value for name, value in changes.items() if name[0].islower() and "_" not in name}
    own = {name: value for name, value in changes.items() if "_" in name or name == "named"}
    parsed, findings = parse_footprint(footprint(PRODUCT, pcf))
    assert parsed is not None, findings
    content: dict[str, Any] = {
        "id": identity,
        "product_id": product_id,
        "named": Named.BY_PRODUCT_ID,
        "footprint": parsed,
        "usability_level": 3,
        "recorded_at": NOW,
    }
    return Candidate(**{**content, **own})


def year(number: int) -> dict[str, str]:
    return {
        "referencePeriodStart": f"{number}-01-01T00:00:00Z",
        "referencePeriodEnd": f"{number + 1}-01-01T00:00:00Z",
    }


WANTED = Wanted(("urn:gtin:4006381333931",))


def test_filters_are_ored_within_a_name_and_anded_across_names() -> None:
    one = candidate()
    assert fits(replace(WANTED, geographies=("DE", "cn")), one, NOW)
    assert not fits(replace(WANTED, geographies=("DE",)), one, NOW)
    assert fits(replace(WANTED, company_ids=("URN:LEI:529900t8bm49aursdo55",)), one, NOW)
    strangers = replace(WANTED, geographies=("CN",), company_ids=("urn:lei:x",))
    assert not fits(strangers, one, NOW)
    assert not fits(replace(WANTED, statuses=("Deprecated",)), one, NOW)


def test_a_region_is_not_expanded_to_its_countries() -> None:
    assert not fits(replace(WANTED, geographies=("Eastern Asia",)), candidate(), NOW)


def test_the_default_validity_applies() -> None:
    one = candidate(**year(2025))
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC)
    assert fits(replace(WANTED, valid_on=(start,)), one, NOW)
    assert fits(replace(WANTED, valid_on=(end,)), one, NOW)
    assert not fits(replace(WANTED, valid_on=(end + timedelta(days=1),)), one, NOW)
    assert not fits(replace(WANTED, valid_after=(start,)), one, NOW)
    assert fits(replace(WANTED, valid_before=(end + timedelta(seconds=1),)), one, NOW)
    assert not fits(WANTED, one, end), "what is expired is not sent"


def test_half_of_the_wanted_period_must_be_covered() -> None:
    wanted = replace(
        WANTED,
        period_start=datetime(2025, 7, 2, tzinfo=UTC),
        period_end=datetime(2026, 7, 1, tzinfo=UTC),
    )
    assert fits(wanted, candidate(**year(2025)), NOW)
    assert not fits(wanted, candidate(**year(2024)), NOW)


def test_errors_keep_a_footprint_from_being_sent_by_itself() -> None:
    assert not fits(WANTED, candidate(has_errors=True), NOW)


def test_nothing_is_answered_that_names_no_product() -> None:
    assert answer_of([candidate()], Wanted(geographies=("CN",)), NOW) == ()


def test_one_footprint_for_each_product_and_never_too_many() -> None:
    many = [candidate(f"f{n}", f"p{n}") for n in range(101)]
    assert len(answer_of(many[:100], WANTED, NOW)) == 100
    assert answer_of(many, WANTED, NOW) == ()


def test_the_order_is_the_documented_one() -> None:
    by_number = candidate("by-number", named=Named.BY_PART_NUMBER, **year(2025))
    older, newer = candidate("older", **year(2023)), candidate("newer", **year(2025))
    coarse = candidate("coarse", usability_level=1, **year(2025))
    late = candidate("late", recorded_at=NOW + timedelta(1), **year(2025))
    expected = ["late", "newer", "coarse", "older", "by-number"]
    everyone = [by_number, older, newer, coarse, late]
    assert [one.id for one in sorted(everyone, key=order_for(WANTED))] == expected
    in_2023 = replace(
        WANTED,
        period_start=datetime(2023, 1, 1, tzinfo=UTC),
        period_end=datetime(2024, 1, 1, tzinfo=UTC),
    )
    assert best(everyone, in_2023)[0].id == "older"


@given(st.integers(0, 2**32), st.integers(1, 12))
def test_the_answer_depends_on_the_set_of_footprints_only(seed: int, number: int) -> None:
    pick = random.Random(seed)
    found = [
        candidate(
            f"f{place}",
            pick.choice("pq"),
            named=pick.choice(list(Named)),
            usability_level=pick.choice([1, 3]),
            **year(pick.choice([2024, 2025])),
        )
        for place in range(number)
    ]
    answer = answer_of(found, WANTED, NOW)
    shuffled = pick.sample(found, len(found)) + found
    assert answer_of(shuffled, WANTED, NOW) == answer
    assert len(answer) == len({one.product_id for one in found})


def test_buyer_ids_are_part_numbers() -> None:
    urns = ("urn:pact:factory.example:buyer-id:AX%204711", "urn:gtin:4006381333931")
    assert part_numbers_of(Wanted(urns, part_numbers=("B",))) == ("B", "AX 4711")
