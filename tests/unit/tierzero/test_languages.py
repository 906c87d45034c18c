"""Which language a caller gets, and how it writes numbers and days."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tierzero.i18n import (
    choose_language,
    format_any,
    format_date,
    format_datetime,
    format_decimal,
    format_emissions,
    format_percent,
    format_quantity,
    load_catalogs,
    use_language,
)


@pytest.mark.parametrize(
    ("candidates", "header", "chosen"),
    [
        ((None, None), "", "en"),
        (("zh-CN", "en"), "en", "zh-CN"),
        ((None, "zh"), "en", "zh-CN"),
        (("xx", None), "zh-TW;q=0.5, en;q=0.4", "zh-CN"),
        ((None,), "fr, de;q=0.9, zh;q=0.1", "zh-CN"),
        ((None,), "zh;q=0, en", "en"),
        ((None,), "fr", "en"),
        ((None,), ";;;q=,,q=x;q=y, zh;q=nonsense", "en"),
    ],
)
def test_the_caller_s_wish_is_found(
    candidates: tuple[str | None, ...], header: str, chosen: str
) -> None:
    assert choose_language(*candidates, accept_language=header) == chosen


def test_numbers_keep_all_their_digits_unless_told_otherwise() -> None:
    assert format_decimal(Decimal("1234567.890")) == "1,234,567.890"
    assert format_decimal("0.000000000123456789") == "0.000000000123456789"
    assert format_decimal(Decimal("2.345"), digits=2) == "2.34"
    assert format_decimal(12) == "12"
    assert format_percent("0.425") == "42.5%"


@pytest.mark.parametrize(
    ("kilograms", "shown"),
    [
        ("0", "0 kg CO₂e"),
        ("0.0004567", "0.457 g CO₂e"),
        ("0.5", "500 g CO₂e"),
        ("1234.5", "1.234 t CO₂e"),
        ("999", "999 kg CO₂e"),
        ("42000000", "42 kt CO₂e"),
        ("-1500", "-1.5 t CO₂e"),
        ("8123456789012", "8,123 Mt CO₂e"),
    ],
)
def test_emissions_are_shown_in_the_unit_that_reads_best(kilograms: str, shown: str) -> None:
    assert format_emissions(kilograms) == shown


def test_days_cannot_be_mistaken_in_either_language() -> None:
    day = date(2026, 4, 3)
    assert format_date(day) == "Apr 3, 2026"
    with use_language(load_catalogs("tierzero").translator("zh-CN")):
        assert format_date(day) == "2026年4月3日"
        assert format_quantity(Decimal("1200.5"), "piece") == "1,200.5 件"
    assert format_datetime(datetime(2026, 4, 3, 9, 5, tzinfo=UTC)) == "Apr 3, 2026 09:05 UTC"


def test_any_value_can_be_shown_in_a_cell() -> None:
    assert [format_any(v) for v in (None, Decimal("1.50"), "x", 3)] == ["", "1.50", "x", "3"]
