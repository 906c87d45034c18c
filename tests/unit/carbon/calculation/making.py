"""Lines and factors for tests of calculations."""

from decimal import Decimal
from typing import Any

from carbon.calculation.model import Composition, DataType, Factor, Line, Ratings, Stage


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def factor(value: str, unit: str = "kilogram", **given: Any) -> Factor:
    """A factor of so many kg fossil CO2e."""
    return Factor(Composition(fossil=Decimal(value)), unit, **given)


def primary(value: str, unit: str = "kilogram", share: str = "100", **given: Any) -> Factor:
    """A factor of a company's own data."""
    return factor(
        value, unit, data_type=DataType.PRIMARY, primary_data_share=Decimal(share), **given
    )


def rated(*ratings: str | None) -> Ratings:
    return Ratings(*map(number, ratings))


def line(key: str, quantity: str, unit: str, used: Factor, **given: Any) -> Line:
    given.setdefault("stage", Stage.MATERIALS)
    return Line(key=key, quantity=Decimal(quantity), unit=unit, factor=used, **given)
