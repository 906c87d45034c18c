"""The sample's purchases: each line once a quarter, growing by the year, none in the future."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tierzero_local.sample.data import identity, read

YEARS: tuple[int, ...] = (-2, -1, 0)
CENT = Decimal("0.01")
Json = dict[str, Any]


def entries(today: date) -> list[Json]:
    """Purchases of the base year, the last year and this one up to today."""
    plan = read("purchases")
    growth = dict(zip(YEARS, plan["growth_per_year_percent"], strict=True))
    return [
        _entry(line, day, Decimal(growth[day.year - today.year]))
        for day in _days(today, plan["days"])
        for line in plan["lines"]
    ]


def _days(today: date, days: list[str]) -> Iterator[date]:
    for offset in YEARS:
        for month_and_day in days:
            day = date.fromisoformat(f"{today.year + offset}-{month_and_day}")
            if day <= today:
                yield day


def _entry(line: Json, day: date, growth_percent: Decimal) -> Json:
    quantity = _grown(Decimal(line["quarterly_quantity"]), growth_percent)
    amount = (quantity * Decimal(line["unit_price_cny"])).quantize(CENT, ROUND_HALF_UP)
    entry = {
        "reference": f"PO-{day:%Y%m}-{line['key']}",
        "date": day.isoformat(),
        "supplier": identity("organization", line["supplier"]),
        "product": _number(line["product"]),
        "description": line["description"],
        "quantity": str(quantity),
        "unit": line["unit"],
        "amount": str(amount),
        "currency": "CNY",
        "classifications": line["classifications"],
    }
    return {name: value for name, value in entry.items() if value}


def _grown(quantity: Decimal, percent: Decimal) -> Decimal:
    whole = (quantity * (100 + percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    return max(whole, Decimal(1))


def _number(product: str | None) -> str:
    found = (entry["number"] for entry in read("products") if entry["key"] == product)
    return next(found, "")
