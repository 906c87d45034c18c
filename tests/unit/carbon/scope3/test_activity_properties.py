"""Activities keep the laws of bookkeeping: linear, monotone, and blind to the order of factors."""

from collections.abc import Callable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carbon.scope3.activities import (
    Activity,
    Amount,
    Commuting,
    Detail,
    EndOfLife,
    FuelUse,
    LeasedAsset,
    Processing,
    ProductUse,
    Share,
    Transport,
    Travel,
    WasteTreatment,
    price_activity,
)
from carbon.scope3.inputs import EmissionFactor
from carbon.scope3.results import LineResult, Method
from tests.unit.carbon.examples import average_factor, day

CLASS = ("urn:x:any:finer",)
KILOMETERS = Amount(Decimal(120), "km")
WHOLE = (Share(Decimal("0.3"), CLASS), Share(Decimal("0.7"), CLASS))

SHAPES: list[tuple[int, Callable[[Decimal], Detail]]] = [
    (3, lambda x: FuelUse(Amount(x, "kg", CLASS))),
    (4, lambda x: Transport(Amount(x, "kg"), KILOMETERS, CLASS)),
    (5, lambda x: WasteTreatment(Amount(x, "kg"), WHOLE)),
    (6, lambda x: Travel(x, KILOMETERS, CLASS)),
    (7, lambda x: Commuting(x, Decimal(200), KILOMETERS, CLASS)),
    (8, lambda x: LeasedAsset(area=Amount(x, "m2", CLASS))),
    (10, lambda x: Processing(sold=Amount(x, "kg", CLASS))),
    (11, lambda x: ProductUse(x, Decimal(50), (Amount(Decimal(2), "kWh", CLASS),))),
    (12, lambda x: EndOfLife(Amount(x, "kg"), WHOLE)),
]
"""Categories, and an activity of each that grows with a number."""

UNITS = ("kg", "tkm", "pkm", "m2", "kWh")
shapes = st.sampled_from(SHAPES)
# Whole numbers times factors of six places are exact in milligrams: no rounding can hide.
amounts = st.integers(0, 10**9).map(Decimal)
values = st.integers(0, 10**9).map(lambda digits: Decimal(digits).scaleb(-6))


@st.composite
def factor_sets(draw: st.DrawFn) -> list[EmissionFactor]:
    """Factors of all dimensions, several for each, coarser and finer, older and newer."""
    made = [
        average_factor(
            id=f"{unit}-{number}",
            unit=unit,
            value=draw(values),
            classification=draw(st.sampled_from(("urn:x:any", "urn:x:any:finer"))),
            data_year=draw(st.sampled_from((None, 2023, 2024))),
            gwp_set=draw(st.sampled_from(("AR5", "AR6"))),
        )
        for unit in UNITS
        for number in range(draw(st.integers(1, 3)))
    ]
    return draw(st.permutations(made))


def priced(category: int, detail: Detail, factors: list[EmissionFactor]) -> LineResult:
    activity = Activity("activity", 1, day(2025, 6, 15), category, detail)
    return price_activity(activity, factors, [], [], "AR6")


def cleared(factors: list[EmissionFactor]) -> list[EmissionFactor]:
    """Factors whose every product with a whole number of kilograms is whole in milligrams."""
    return [
        average_factor(**{**vars(one), "value": one.value.to_integral_value()}) for one in factors
    ]


@given(shapes, amounts, amounts, factor_sets())
def test_linear(
    shape: tuple[int, Callable[[Decimal], Detail]],
    first: Decimal,
    second: Decimal,
    factors: list[EmissionFactor],
) -> None:
    category, make = shape
    whole = cleared(factors)
    parts = [priced(category, make(each), whole).emissions_mg for each in (first, second)]
    assert priced(category, make(first + second), whole).emissions_mg == sum(parts)


@given(shapes, amounts, amounts, factor_sets())
def test_monotone_in_the_amount(
    shape: tuple[int, Callable[[Decimal], Detail]],
    amount: Decimal,
    more: Decimal,
    factors: list[EmissionFactor],
) -> None:
    category, make = shape
    before = priced(category, make(amount), factors)
    after = priced(category, make(amount + more), factors)
    assert before.method is Method.AVERAGE_DATA
    assert before.emissions_mg <= after.emissions_mg


@given(shapes, amounts, factor_sets(), st.randoms())
def test_the_order_of_factors_cannot_show(
    shape: tuple[int, Callable[[Decimal], Detail]],
    amount: Decimal,
    factors: list[EmissionFactor],
    random: object,
) -> None:
    category, make = shape
    shuffled = sorted(factors, key=lambda factor: (hash((str(random), factor.id)), factor.id))
    assert priced(category, make(amount), factors) == priced(category, make(amount), shuffled)
