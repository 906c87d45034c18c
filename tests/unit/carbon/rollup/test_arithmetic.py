"""What the roll-up computes, against hand-made numbers and exact arithmetic."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.quality import Part, primary_data_share
from carbon.rollup import columns
from carbon.rollup.bom import BomItem, Component, amount_per_unit
from carbon.rollup.exact import exact_values
from carbon.rollup.graph import build_graph
from carbon.rollup.rows import OwnPart, own_row, rolled_up
from carbon.rollup.sweeping import empty_rows
from carbon.rollup.values import rounding_bound, values_only
from carbon.uncertainty import sum_spread
from carbon.units import UnitMismatch
from tests.unit.carbon.rollup.networks import Network, networks, swept

PARTS = {
    "steel": (Component("kilogram"), BomItem("steel", Decimal("0.8"), "kg"), "2.35", "60"),
    "screw": (Component("piece"), BomItem("screw", Decimal(4), "件"), "0.085", "0"),
    "paint": (Component("liter"), BomItem("paint", Decimal("1200"), "ml"), "0.62", "100"),
}


def assembled() -> tuple[dict[str, int], np.ndarray]:
    """The reference's product: steel, screws, paint and own processes of 0.5 kgCO2e."""
    keys = ["product", *PARTS]
    amounts = [amount_per_unit(item, part, Decimal(1)) for part, item, _, _ in PARTS.values()]
    graph = build_graph(
        keys,
        np.zeros(3, np.int32),
        np.arange(1, 4, dtype=np.int32),
        np.array([float(amount) for amount in amounts]),
    )
    own = empty_rows(graph)
    for key, (_, _, value, share) in PARTS.items():
        part = OwnPart(Decimal(value), primary_data_share=Decimal(share))
        own[graph.rank_of[key]] = own_row(part)
    own[graph.rank_of["product"]] = own_row(
        OwnPart(Decimal("0.5"), primary_data_share=Decimal(100), technological_dqr=Decimal(1))
    )
    return graph.rank_of, swept(graph, own)


def test_the_references_product() -> None:
    rank_of, state = assembled()
    product = rolled_up(state[rank_of["product"]])
    assert product.milligrams == 3_464_000
    assert round(product.primary_data_share, 2) == 68.48
    assert product.technological_dqr == pytest.approx((0.5 * 1 + 2.964 * 5) / 3.464)


def test_indicators_agree_with_the_decimal_formulas() -> None:
    parts = [(800, 36), (2400, 0), (90, 0)]
    graph = build_graph(
        ["whole", "a", "b", "c"],
        np.zeros(3, np.int32),
        np.arange(1, 4, dtype=np.int32),
        np.ones(3),
    )
    own = empty_rows(graph)
    for key, (value, share) in zip("abc", parts, strict=True):
        row = OwnPart(Decimal(value), Decimal("0.3"), Decimal(share), is_filled=key == "c")
        own[graph.rank_of[key]] = own_row(row)
    own[graph.rank_of["whole"]] = own_row(
        OwnPart(Decimal(1000), primary_data_share=Decimal(100), is_verified=True)
    )
    whole = rolled_up(swept(graph, own)[graph.rank_of["whole"]])
    expected = primary_data_share(
        [Part(Decimal(value), Decimal(share)) for value, share in [*parts, (1000, 100)]]
    )
    assert whole.primary_data_share == pytest.approx(float(expected or 0))
    assert round(whole.primary_data_share, 2) == 30.02
    assert whole.filled_share == pytest.approx(100 * 90 / 4290)
    assert whole.verified_share == pytest.approx(100 * 1000 / 4290)
    spread = sum_spread([*((value, np.exp(0.3)) for value, _ in parts), (1000, 1.0)])
    assert np.exp(whole.uncertainty) == pytest.approx(spread)


def test_a_missing_indicator_counts_as_the_worst() -> None:
    row = own_row(OwnPart(Decimal(1)))
    assert row[columns.PRIMARY_DATA_SHARE] == 0
    assert row[columns.TEMPORAL_DQR] == 5


def test_a_product_without_emissions_keeps_its_own_indicators() -> None:
    graph = build_graph(["a"], np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0))
    own = empty_rows(graph)
    own[0] = own_row(OwnPart(Decimal(0), primary_data_share=Decimal(40)))
    assert rolled_up(swept(graph, own)[0]).primary_data_share == 40


def test_a_part_in_another_dimension_is_refused() -> None:
    with pytest.raises(UnitMismatch):
        amount_per_unit(BomItem("x", Decimal(1), "kWh"), Component("kilogram"), Decimal(1))


@settings(max_examples=300)
@given(networks())
def test_values_stay_within_the_derived_bound_of_exact_ones(network: Network) -> None:
    graph = network.graph()
    own = np.ascontiguousarray(network.own(graph)[:, columns.VALUE])
    values = values_only(graph, own)
    bounds = rounding_bound(graph, own, values)
    recipes: dict[str, list[tuple[str, Decimal]]] = {}
    for consumer, supplier, amount in network.edges:
        recipes.setdefault(network.key(consumer), []).append(
            (network.key(supplier), Decimal(amount))
        )
    exact = exact_values(
        {network.key(number): Decimal(row[0]) for number, row in enumerate(network.rows)}, recipes
    )
    for key, value in exact.items():
        rank = graph.rank_of[key]
        assert abs(Fraction(float(values[rank])) - value) <= Fraction(float(bounds[rank]))


@given(networks(), st.sampled_from([0.5, 2.0, 1024.0]))
def test_values_are_linear_in_what_is_put_in(network: Network, factor: float) -> None:
    graph = network.graph()
    own = np.ascontiguousarray(network.own(graph)[:, columns.VALUE])
    scaled = values_only(graph, own * factor)
    assert (scaled == values_only(graph, own) * factor).all()


@given(networks())
def test_more_of_a_part_is_never_less_of_the_whole(network: Network) -> None:
    positive = Network(
        network.count,
        tuple((consumer, supplier, abs(amount)) for consumer, supplier, amount in network.edges),
        tuple((abs(row[0]), *row[1:]) for row in network.rows),
    )
    graph = positive.graph()
    own = np.ascontiguousarray(positive.own(graph)[:, columns.VALUE])
    before = values_only(graph, own)
    graph.amounts[:] *= 1.5
    assert (values_only(graph, own) >= before).all()
