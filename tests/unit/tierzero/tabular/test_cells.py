"""What people type is understood, or refused with the reason."""

from datetime import date
from decimal import Decimal

import pytest

from .files import faults_of, only_row


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1", "1"),
        ("0.10", "0.10"),
        ("1e-3", "0.001"),
        ('"1,234.5"', "1234.5"),
        ('"12,345,678"', "12345678"),
        ("１２．５", "12.5"),
        (" 7 ", "7"),
        ("+2", "2"),
        ("123456789.123456789123456789", "123456789.123456789123456789"),
    ],
)
def test_numbers_keep_every_digit(typed: str, value: str) -> None:
    assert only_row(f"a,{typed},,,,").values["quantity"] == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("0", "too-small"),
        ("-1", "too-small"),
        ('"1,5"', "decimal-comma"),
        ('"1,23,456"', "not-a-number"),
        ("5 kg", "number-with-text"),
        ("=A1*2", "formula"),
        ("NaN", "not-a-number"),
        ("Infinity", "not-a-number"),
        ("1e99", "not-a-number"),
        ("1e999999999", "not-a-number"),
        ("9" * 70, "not-a-number"),
        ("many", "not-a-number"),
        ("#REF!", "not-a-number"),
    ],
)
def test_what_is_no_number_is_named(typed: str, code: str) -> None:
    assert faults_of(f"a,{typed},,,,") == [("quantity", code)]


@pytest.mark.parametrize(
    "typed", ["2026-03-31", "2026/3/31", "2026.03.31", "2026年3月31日", "2026-03-31 00:00:00"]
)
def test_days_are_read_year_first(typed: str) -> None:
    assert only_row(f"a,1,{typed},,,").values["day"] == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("03/04/2026", "not-a-date"),
        ("2026-02-30", "not-a-date"),
        ("46112", "not-a-date"),
        ("2027-01-01", "too-large"),
        ("soon", "not-a-date"),
    ],
)
def test_ambiguous_and_impossible_days_are_refused(typed: str, code: str) -> None:
    assert faults_of(f"a,1,{typed},,,") == [("day", code)]


@pytest.mark.parametrize("typed", ["pass", "PASS", "Pass", "通过"])
def test_choices_are_known_by_value_and_by_either_language(typed: str) -> None:
    assert only_row(f"a,1,,{typed},,").values["verdict"] == "pass"


def test_a_wrong_choice_names_the_right_ones() -> None:
    (error,) = only_row("a,1,,maybe,,").errors
    assert (error.code, str(error.message)) == ("not-a-choice", "Choose one of: Pass, Fail.")


@pytest.mark.parametrize(("typed", "value"), [("5", 5), ("5.0", 5), ('"1,000"', 1000)])
def test_whole_numbers(typed: str, value: int) -> None:
    assert only_row(f"a,1,,,{typed},").values["pieces"] == value


@pytest.mark.parametrize(("typed", "code"), [("5.5", "not-an-integer"), ("0", "too-small")])
def test_wrong_whole_numbers(typed: str, code: str) -> None:
    assert faults_of(f"a,1,,,{typed},") == [("pieces", code)]


def test_yes_and_no_in_both_languages() -> None:
    assert [only_row(f"a,1,,,,{word}").values["urgent"] for word in ("yes", "是", "N", "否")] == [
        True,
        True,
        False,
        False,
    ]
    assert faults_of("a,1,,,,perhaps") == [("urgent", "not-a-boolean")]


def test_every_fault_of_a_row_is_named_at_once() -> None:
    assert faults_of(f"{'x' * 600},-1,never,maybe,0,?") == [
        ("product", "too-long"),
        ("quantity", "too-small"),
        ("day", "not-a-date"),
        ("verdict", "not-a-choice"),
        ("pieces", "too-small"),
        ("urgent", "not-a-boolean"),
    ]


def test_cells_beyond_the_headings_are_named() -> None:
    assert faults_of("a,1,,,,,stray") == [("", "surplus-cell")]
