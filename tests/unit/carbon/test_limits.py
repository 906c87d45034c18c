"""A verdict compares like with like, and says why."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from carbon.footprint.model import DataQualityIndicators, FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.presentation import Detail
from carbon.limit_reasons import ReasonCode, describe_reason
from carbon.limits import Assessment, Limit, Verdict, applies, assess
from carbon.units import DeclaredUnit
from tests.unit.carbon.examples import day

NOW = day(2025, 6)
LIMIT = Limit(DeclaredUnit.KILOGRAM, Decimal("2.5"), day(2025), day(2026), product_id="coil")


@pytest.fixture
def footprint(document: dict[str, Any]) -> ProductFootprint:
    parsed, _ = parse_footprint(document)
    assert parsed is not None
    return parsed


def with_pcf(footprint: ProductFootprint, **changes: Any) -> ProductFootprint:
    return replace(footprint, pcf=replace(footprint.pcf, **changes))


def codes(assessment: Assessment) -> list[ReasonCode]:
    return [given.code for given in assessment.reasons]


def test_under_the_limit_passes(footprint: ProductFootprint) -> None:
    assert assess(footprint, LIMIT, NOW) == Assessment(Verdict.PASS, Decimal("2.35"), ())


def test_at_the_limit_passes_and_above_it_fails(footprint: ProductFootprint) -> None:
    assert assess(footprint, replace(LIMIT, maximum=Decimal("2.35")), NOW).verdict is Verdict.PASS
    over = assess(footprint, replace(LIMIT, maximum=Decimal("2.3499999")), NOW)
    assert (over.verdict, codes(over)) == (Verdict.FAIL, [ReasonCode.OVER_LIMIT])
    assert over.reasons[0].parameters["maximum"] == "2.3499999"


def test_the_value_is_per_one_declared_unit(footprint: ProductFootprint) -> None:
    pieces = with_pcf(
        footprint,
        declared_unit_of_measurement=DeclaredUnit.PIECE,
        declared_unit_amount=Decimal(10),
        product_mass_per_declared_unit=Decimal(5),
        pcf_excluding_biogenic_uptake=Decimal(20),
    )
    per_piece = replace(LIMIT, declared_unit=DeclaredUnit.PIECE)
    assert assess(pieces, per_piece, NOW).value == 2
    assert assess(pieces, LIMIT, NOW).value == 4


def test_no_footprint_is_no_data() -> None:
    assert codes(assess(None, LIMIT, NOW)) == [ReasonCode.NO_FOOTPRINT]


def test_units_that_do_not_join_are_not_compared(footprint: ProductFootprint) -> None:
    energy = replace(LIMIT, declared_unit=DeclaredUnit.KILOWATT_HOUR)
    assessment = assess(footprint, energy, NOW)
    assert (assessment.verdict, assessment.value) == (Verdict.NO_DATA, None)
    assert codes(assessment) == [ReasonCode.UNIT_MISMATCH]


def test_expiry_wins_over_the_comparison(footprint: ProductFootprint) -> None:
    strict = replace(LIMIT, maximum=Decimal(1), valid_until=None)
    expired = assess(footprint, strict, day(2028))
    assert (expired.verdict, codes(expired)) == (Verdict.EXPIRED, [ReasonCode.EXPIRED])
    assert assess(footprint, strict, day(2027, 12, 31)).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (day(2024, 12, 31), ReasonCode.LIMIT_NOT_IN_FORCE),
        (day(2026), ReasonCode.LIMIT_NOT_IN_FORCE),
    ],
)
def test_a_limit_holds_only_in_its_time(
    footprint: ProductFootprint, now: Any, expected: ReasonCode
) -> None:
    assessment = assess(footprint, LIMIT, now)
    assert (assessment.verdict, codes(assessment)) == (Verdict.NO_DATA, [expected])


def test_a_deprecated_footprint_is_no_data(footprint: ProductFootprint) -> None:
    withdrawn = replace(footprint, status=FootprintStatus.DEPRECATED)
    assert codes(assess(withdrawn, LIMIT, NOW)) == [ReasonCode.DEPRECATED]


def test_a_footprint_of_a_period_to_come_is_no_data(footprint: ProductFootprint) -> None:
    later = with_pcf(footprint, reference_period_start=day(2025, 7), reference_period_end=day(2026))
    assert codes(assess(later, LIMIT, NOW)) == [ReasonCode.NOT_YET_VALID]


def test_poor_data_makes_a_pass_conditional(footprint: ProductFootprint) -> None:
    demanding = replace(
        LIMIT,
        minimum_primary_data_share=Decimal(80),
        maximum_data_quality_rating=Decimal("1.5"),
    )
    assessment = assess(footprint, demanding, NOW)
    assert assessment.verdict is Verdict.CONDITIONAL
    assert codes(assessment) == [
        ReasonCode.PRIMARY_DATA_SHARE_LOW,
        ReasonCode.DATA_QUALITY_POOR,
    ]


def test_unstated_data_quality_is_conditional_too(footprint: ProductFootprint) -> None:
    silent = with_pcf(footprint, primary_data_share=None, dqi=None)
    demanding = replace(
        LIMIT, minimum_primary_data_share=Decimal(1), maximum_data_quality_rating=Decimal(5)
    )
    assessment = assess(silent, demanding, NOW)
    assert assessment.verdict is Verdict.CONDITIONAL
    assert codes(assessment) == [
        ReasonCode.PRIMARY_DATA_SHARE_MISSING,
        ReasonCode.DATA_QUALITY_MISSING,
    ]


def test_an_older_assessment_report_is_only_a_warning(footprint: ProductFootprint) -> None:
    old = with_pcf(footprint, ipcc_characterization_factors=("AR5",))
    assessment = assess(old, LIMIT, NOW)
    assert assessment.verdict is Verdict.PASS
    assert codes(assessment) == [ReasonCode.OUTDATED_CHARACTERIZATION]


def test_a_limit_on_a_class_applies_to_finer_classes_in_its_time() -> None:
    on_class = replace(LIMIT, product_id=None, product_classification="urn:cpc:412")
    assert applies(on_class, "any", ["urn:cpc:41261"], NOW)
    assert not applies(on_class, "any", ["urn:cpc:5"], NOW)
    assert not applies(on_class, "any", ["urn:cpc:41261"], day(2026))


def test_a_limit_on_a_product_applies_to_that_product() -> None:
    assert applies(LIMIT, "coil", [], NOW)
    assert not applies(LIMIT, "wire", ["urn:cpc:412"], NOW)


@pytest.mark.parametrize("stated", [Decimal(10), Decimal(95), None])
def test_what_is_not_shared_makes_a_pass_conditional_whatever_it_is(
    footprint: ProductFootprint, stated: Decimal | None
) -> None:
    ratings = DataQualityIndicators(Decimal(5), Decimal(1), Decimal(2)) if stated else None
    whole = with_pcf(footprint, primary_data_share=stated, dqi=ratings)
    gates = {
        "minimum_primary_data_share": Decimal(50),
        "maximum_data_quality_rating": Decimal("2.5"),
    }
    gated = replace(LIMIT, **gates)
    found = assess(whole, gated, NOW, Detail.TOTAL_ONLY)
    assert found.verdict is Verdict.CONDITIONAL
    expected = [ReasonCode.PRIMARY_DATA_SHARE_NOT_SHARED, ReasonCode.DATA_QUALITY_NOT_SHARED]
    assert codes(found) == expected
    assert [dict(one.parameters) for one in found.reasons] == [
        {"minimum": "50"},
        {"maximum": "2.5"},
    ]
    for one in found.reasons:
        assert describe_reason(one, "en") != describe_reason(one, "zh-CN")
