"""The linear path, the progress on it and the guards before it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from carbon.targets import (
    InvalidTarget,
    Status,
    TargetErrorCode,
    achieved_percent,
    cumulative_overshoot,
    linear_target,
    path,
    required_annual_cut,
    required_percent,
    status,
    target_errors,
    year_fraction,
)
from tests.unit.carbon.examples import day

TARGET = linear_target(2020, 2030, Decimal(10_000), Decimal(42))


@pytest.mark.parametrize(
    ("year", "allowed"),
    [(2020, 10_000), (2022, 9_160), (2024, 8_320), (2026, 7_480), (2028, 6_640), (2030, 5_800)],
)
def test_the_path_of_the_reference(year: int, allowed: int) -> None:
    assert path(TARGET, year) == allowed


def test_the_path_is_flat_outside_its_years() -> None:
    assert path(TARGET, 2019) == 10_000
    assert path(TARGET, 2040) == 5_800


def test_interim_dates_use_fractions_of_the_year() -> None:
    assert year_fraction(day(2021, 7, 2)) == Decimal("2021.49863013698630136986301369863")
    assert path(TARGET, Decimal("2020.5")) == 9_790


def test_progress_and_what_is_required() -> None:
    assert achieved_percent(TARGET, Decimal(7_900)) == 50
    assert achieved_percent(TARGET, Decimal(10_420)) == -10
    assert required_percent(TARGET, 2025) == 50
    assert required_percent(TARGET, 2035) == 100


@pytest.mark.parametrize(
    ("emissions", "expected"),
    [
        ("5800", Status.ACHIEVED),
        ("7480", Status.ON_TRACK),
        ("7480.01", Status.AT_RISK),
        ("7854", Status.AT_RISK),
        ("7854.01", Status.OFF_TRACK),
        ("10000", Status.OFF_TRACK),
        ("10000.01", Status.INCREASED),
    ],
)
def test_status_in_2026(emissions: str, expected: Status) -> None:
    assert status(TARGET, 2026, Decimal(emissions)) is expected


def test_old_or_absent_measurements_are_no_data() -> None:
    assert status(TARGET, 2026, None) is Status.NO_DATA
    assert status(TARGET, 2026, Decimal(1), timedelta(days=549)) is Status.NO_DATA
    assert status(TARGET, 2026, Decimal(1), timedelta(days=548)) is Status.ACHIEVED


def test_required_cut_and_overshoot() -> None:
    assert required_annual_cut(TARGET, 2026, Decimal(7_800)) == 500
    assert required_annual_cut(TARGET, 2030, Decimal(7_800)) is None
    measured = {2022: Decimal(9_260), 2024: Decimal(8_000), 2026: Decimal(7_500)}
    assert cumulative_overshoot(TARGET, measured) == 120


@pytest.mark.parametrize(
    ("base_year", "target_year", "base", "reduction", "code"),
    [
        (2020, 2030, None, "42", TargetErrorCode.BASE_MISSING),
        (2020, 2030, "0", "42", TargetErrorCode.BASE_NOT_POSITIVE),
        (2020, 2020, "1", "42", TargetErrorCode.TARGET_YEAR_NOT_AFTER_BASE),
        (2020, 2030, "1", "0", TargetErrorCode.REDUCTION_NOT_POSITIVE),
        (2020, 2030, "1", "100.1", TargetErrorCode.REDUCTION_ABOVE_ALL),
    ],
)
def test_a_target_without_a_path_is_refused(
    base_year: int, target_year: int, base: str | None, reduction: str, code: TargetErrorCode
) -> None:
    emissions = None if base is None else Decimal(base)
    assert target_errors(base_year, target_year, emissions, Decimal(reduction)) == [code]
    with pytest.raises(InvalidTarget) as refused:
        linear_target(base_year, target_year, emissions, Decimal(reduction))
    assert refused.value.code is code
