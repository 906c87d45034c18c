"""Activities of categories 3 to 15, each against a number worked out by hand."""

from decimal import Decimal

import pytest

from carbon.scope3.activities import (
    CATEGORIES,
    Activity,
    Amount,
    Commuting,
    Detail,
    ElectricityUse,
    EndOfLife,
    Franchise,
    FuelUse,
    Investment,
    LeasedAsset,
    Processing,
    ProductUse,
    Share,
    Transport,
    Travel,
    WasteTreatment,
    currency_of,
    mentioned_classes,
    price_activity,
)
from carbon.scope3.inputs import EmissionFactor
from carbon.scope3.notes import Note
from carbon.scope3.quantities import Quantity
from carbon.scope3.results import DataType, LineResult, Method
from carbon.scope3.transport import Leakage
from tests.unit.carbon.examples import (
    INDEX_2022,
    INDEX_2025,
    YUAN,
    average_factor,
    day,
    spend_factor,
)

ONE = Decimal(1)
HALF = Decimal("0.5")


def average(classification: str, value: str, unit: str) -> EmissionFactor:
    """An average factor of a class, in the inventory's own GWP set."""
    return average_factor(
        id=classification, classification=classification, value=Decimal(value), unit=unit
    )


FACTORS = (
    average("urn:x:diesel-wtt", "0.61101", "l"),
    average("urn:x:diesel", "2.7", "l"),
    average("urn:x:upstream", "0.05", "kWh"),
    average("urn:x:grid", "0.5777", "kWh"),
    average("urn:x:truck", "0.2157", "tkm"),
    average("urn:x:landfill", "520.58", "t"),
    average("urn:x:recycling", "4.65", "t"),
    average("urn:x:flight", "0.11704", "pkm"),
    average("urn:x:hotel", "53.5", "room night"),
    average("urn:x:office", "40", "m2"),
    average("urn:x:machining", "0.3", "kg"),
    spend_factor(id="spend", classification="urn:x:freight", value=Decimal("0.595")),
    spend_factor(id="resins"),
)
RATES = (YUAN,)
INDICES = (INDEX_2022, INDEX_2025)


def amount(value: str, unit: str, *classes: str) -> Amount:
    return Amount(Decimal(value), unit, tuple(f"urn:x:{name}" for name in classes))


def share(value: str, name: str) -> Share:
    return Share(Decimal(value), (f"urn:x:{name}",))


def leak(gas: str, mass: str) -> Leakage:
    return Leakage(gas, Quantity(Decimal(mass), "kg"))


def priced(detail: Detail, category: int | None = None, gwp_set: str = "AR6") -> LineResult:
    """The line of an activity in June 2025."""
    chosen = category or CATEGORIES[type(detail)][0]
    activity = Activity("activity", 1, day(2025, 6, 15), chosen, detail)
    return price_activity(activity, FACTORS, RATES, INDICES, gwp_set)


GIGAWATT_HOUR = amount("1", "GWh")
RESIN = ("urn:naics:325211",)
VECTORS: list[tuple[str, Detail, int, str]] = [
    ("fuel upstream", FuelUse(amount("1000", "l", "diesel-wtt")), 3, "611.01"),
    ("electricity upstream", ElectricityUse(amount("2", "MWh", "upstream")), 3, "100"),
    (
        "grid losses",
        ElectricityUse(GIGAWATT_HOUR, Decimal("0.05"), ("urn:x:grid",)),
        3,
        "30405.263158",
    ),
    (
        "both",
        ElectricityUse(amount("1", "GWh", "upstream"), Decimal("0.05"), ("urn:x:grid",)),
        3,
        "80405.263158",
    ),
    (
        "truck",
        Transport(amount("20", "t"), amount("350", "km"), ("urn:x:truck",)),
        4,
        "1509.9",
    ),
    (
        "truck paid by the customer",
        Transport(amount("20", "t"), amount("350", "km"), ("urn:x:truck",)),
        9,
        "1509.9",
    ),
    (
        "own fuel with cooling",
        Transport(
            fuels=(amount("100", "l", "diesel"),),
            leakages=(leak("HFC-134a", "0.1"),),
            allocation_share=HALF,
        ),
        4,
        "211.5",
    ),
    (
        "waste",
        WasteTreatment(amount("10", "t"), (share("0.4", "landfill"), share("0.6", "recycling"))),
        5,
        "2110.22",
    ),
    ("flight", Travel(Decimal(2), amount("9000", "km"), ("urn:x:flight",)), 6, "2106.72"),
    ("rented car", Travel(fuels=(amount("40", "l", "diesel"),)), 6, "108"),
    ("hotel", Travel(hotel_nights=amount("3", "room night", "hotel")), 6, "160.5"),
    (
        "commuting and telework",
        Commuting(
            Decimal(10),
            Decimal(200),
            amount("15", "km"),
            ("urn:x:flight",),
            amount("2", "kWh", "grid"),
        ),
        7,
        "9333.2",
    ),
    ("shared building", LeasedAsset(Decimal(5000), HALF), 8, "2500"),
    ("floor area", LeasedAsset(area=amount("300", "m2", "office")), 13, "12000"),
    ("processor", Processing(Decimal(8000), Decimal("0.25")), 10, "2000"),
    ("processing by mass", Processing(sold=amount("2", "t", "machining")), 10, "600"),
    (
        "product use",
        ProductUse(
            Decimal(100), Decimal(1000), (amount("0.5", "kWh", "grid"),), (leak("HFC-32", "0.001"),)
        ),
        11,
        "105985",
    ),
    (
        "end of life",
        EndOfLife(amount("5", "t"), (share("1", "landfill"),)),
        12,
        "2602.9",
    ),
    ("franchise", Franchise(Decimal(700), Decimal(300)), 14, "1000"),
    ("franchise by area", Franchise(area=amount("50", "m2", "office")), 14, "2000"),
    ("investee", Investment(Decimal("0.2"), Decimal(4000), Decimal(1000)), 15, "1000"),
    (
        "investee by revenue",
        Investment(HALF, revenue=Decimal(1_000_000), currency="CNY", classifications=RESIN),
        15,
        "67897.953760",
    ),
]


@pytest.mark.parametrize(("detail", "category", "kilograms"), [one[1:] for one in VECTORS])
def test_golden_vectors(detail: Detail, category: int, kilograms: str) -> None:
    line = priced(detail, category)
    assert line.emissions_mg == round(Decimal(kilograms) * 1_000_000)
    assert line.method is not Method.UNRESOLVED


def test_every_kind_is_among_the_vectors() -> None:
    assert {type(one[1]) for one in VECTORS} == set(CATEGORIES)
    assert {one[2] for one in VECTORS} == set(range(3, 16))


def test_spend_on_transport_is_normalised_like_any_spend() -> None:
    detail = Transport(spend=Decimal(1_000_000), currency="CNY", classifications=("urn:x:freight",))
    line = priced(detail)
    assert line.method is Method.SPEND_BASED
    # 1,000,000 / 7.10 × 100 / 106 × 0.595, rounded half to even.
    assert line.emissions_mg == 79_059_261_228
    assert [one.kind for one in line.sources] == [
        "emission-factor",
        "exchange-rate",
        "price-index",
        "price-index",
    ]
    assert currency_of(detail) == "CNY"


def test_a_line_says_what_was_multiplied_by_what() -> None:
    line = priced(Transport(amount("20", "t"), amount("350", "km"), ("urn:x:truck",)))
    assert line.measured == Quantity(Decimal(7000), "ton kilometer")
    assert line.factor == Decimal("0.2157")
    assert [one.id for one in line.sources] == ["urn:x:truck"]


def test_partners_own_figures_are_primary_data() -> None:
    line = priced(Franchise(Decimal(700), Decimal(300)))
    assert (line.method, line.data_type) == (Method.SUPPLIER_SPECIFIC, DataType.PRIMARY)


def test_leakage_names_the_potential_it_used() -> None:
    detail = Transport(leakages=(leak("R-410A", "1"),))
    assert priced(detail).emissions_mg == 2_255_500_000
    assert priced(detail, gwp_set="AR5").emissions_mg == 1_923_500_000
    (source,) = priced(detail).sources
    assert (source.kind, source.id, source.label, source.value) == (
        "gwp-set",
        "AR6",
        "R-410A",
        "2255.5",
    )


@pytest.mark.parametrize(
    ("detail", "note"),
    [
        (FuelUse(amount("1", "l", "unknown")), Note.NO_AVERAGE_FACTOR),
        (FuelUse(amount("1", "kg", "diesel-wtt")), Note.FACTOR_UNIT_MISMATCH),
        (FuelUse(amount("1", "barrel", "diesel-wtt")), Note.UNKNOWN_UNIT),
        (FuelUse(amount("1", "l")), Note.NO_CLASSIFICATION),
        (Transport(), Note.NOTHING_MEASURED),
        (Transport(leakages=(leak("steam", "1"),)), Note.UNKNOWN_GAS),
        (Transport(spend=ONE, currency="CNY", classifications=("urn:y:z",)), Note.NO_SPEND_FACTOR),
        (
            Transport(spend=ONE, currency="EUR", classifications=("urn:x:freight",)),
            Note.NO_EXCHANGE_RATE,
        ),
        (Transport(spend=ONE, classifications=("urn:x:freight",)), Note.NO_AMOUNT),
        (Transport(amount("1", "l"), amount("1", "km"), ("urn:x:truck",)), Note.UNKNOWN_UNIT),
        (WasteTreatment(amount("1", "t"), (share("0.4", "landfill"),)), Note.INVALID_SHARE),
        (Travel(), Note.NOTHING_MEASURED),
        (Commuting(ONE, ONE), Note.NOTHING_MEASURED),
        (LeasedAsset(), Note.NOTHING_MEASURED),
        (LeasedAsset(ONE, Decimal(2)), Note.INVALID_SHARE),
        (Processing(), Note.NOTHING_MEASURED),
        (ProductUse(ONE, ONE), Note.NOTHING_MEASURED),
        (Franchise(), Note.NOTHING_MEASURED),
        (Investment(ONE), Note.NOTHING_MEASURED),
    ],
)
def test_what_cannot_be_priced_says_why(detail: Detail, note: Note) -> None:
    line = priced(detail)
    assert (line.method, line.emissions_mg, line.notes) == (Method.UNRESOLVED, 0, (note,))


def test_an_activity_counts_only_in_a_category_of_its_kind() -> None:
    assert priced(FuelUse(amount("1", "l", "diesel-wtt")), 4).notes == (Note.WRONG_CATEGORY,)


def test_a_factor_of_another_gwp_set_is_told_apart() -> None:
    line = priced(FuelUse(amount("1", "l", "diesel-wtt")), gwp_set="AR5")
    assert (line.gwp_set, line.notes) == ("AR6", (Note.OTHER_GWP_SET,))


def test_classes_are_found_at_any_depth() -> None:
    power = ElectricityUse(amount("1", "kWh", "a", "b"), HALF, ("urn:x:grid", "urn:x:a"))
    assert mentioned_classes(power) == ("urn:x:a", "urn:x:b", "urn:x:grid")
    waste = WasteTreatment(amount("1", "t"), (share("0.4", "landfill"), share("0.6", "recycling")))
    assert mentioned_classes(waste) == ("urn:x:landfill", "urn:x:recycling")
