"""The mean over a supplier's products: computed once per span of validity, proved by a digest."""

from decimal import Decimal
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from carbon.scope3.averages import Footprints, footprints_of
from carbon.scope3.category01 import supplier_average
from carbon.scope3.choice import latest_per_product
from carbon.scope3.results import LineResult, SourceKind
from carbon.units import DeclaredUnit
from tests.unit.carbon.examples import day, footprint, purchase

many = [
    footprint(id=f"f{number:02}", product_id=f"p{number:02}", version=number)
    for number in range(1, 12)
]


def test_a_mean_over_many_is_named_by_a_digest_of_its_footprints() -> None:
    line = supplier_average(purchase(product_id="other"), many, "AR6")
    assert isinstance(line, LineResult)
    (source,) = line.sources
    named = "".join(f"f{number:02}:{number}\n" for number in range(1, 12))
    assert source.kind is SourceKind.SUPPLIER_AVERAGE
    assert source.id == f"mill:{sha256(named.encode()).hexdigest()}"


def test_a_mean_over_few_names_them() -> None:
    line = supplier_average(purchase(product_id="other"), many[:10], "AR6")
    assert isinstance(line, LineResult)
    assert [source.id for source in line.sources] == [one.id for one in many[:10]]


def test_the_mean_is_kept_while_the_same_footprints_are_usable() -> None:
    whole = Footprints(tuple(many))
    first = whole.average("mill", "kg", day(2025, 2))
    assert whole.average("mill", "t", day(2025, 3)) is first
    assert whole.average("mill", "kg", day(2035)) is None
    assert whole.average("mill", "MJ", day(2025, 2)) is None
    assert footprints_of(whole) is whole


ends = st.integers(2020, 2030).map(lambda year: day(year, 6))
candidates = st.builds(
    lambda number, end, value, unit: footprint(
        id=f"f{number}",
        product_id=f"p{number % 4}",
        reference_period_start=day(end.year - 1, 6),
        reference_period_end=end,
        pcf_excluding_biogenic_uptake=value,
        declared_unit=unit,
    ),
    st.integers(0, 9),
    ends,
    st.decimals("0.01", "100", places=2),
    st.sampled_from([DeclaredUnit.KILOGRAM, DeclaredUnit.PIECE]),
)


@given(st.lists(candidates, max_size=8, unique_by=lambda one: one.id), st.lists(ends, min_size=1))
def test_each_moment_gets_the_mean_of_what_is_usable_then(known: list, moments: list) -> None:
    whole = footprints_of(known)
    for moment in moments:
        average = whole.average("mill", "kg", moment)
        weighed = [one for one in known if one.declared_unit is DeclaredUnit.KILOGRAM]
        latest = latest_per_product(weighed, moment)
        assert (average.footprints if average else ()) == tuple(latest)
        if average:
            total = sum((one.emissions_per_unit for one in latest), Decimal(0))
            assert abs(average.emissions_per_unit - total / len(latest)) < Decimal("1e-20")
