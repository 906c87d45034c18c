"""Lines become flows; flows that were not computed alike are recalculated, never progress."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.comparison.effects import Effects
from carbon.comparison.flows import Flow, flows_of
from carbon.comparison.lines import ComparedLine
from carbon.comparison.years import (
    PeriodDifference,
    most_changed,
    part_of,
    parts_by,
    period_differences,
)
from carbon.scope3.results import Method

SPEND = Method.SPEND_BASED


def line(emissions_mg: int, quantity: str = "10", **more: Any) -> ComparedLine:
    given_ = {
        "category": 1,
        "method": Method.SUPPLIER_SPECIFIC,
        "supplier_id": "mill",
        "product_id": "coil",
        "unit": "kg",
        "gwp_set": "AR6",
        "quantity": Decimal(quantity) if quantity else None,
        **more,
    }
    return ComparedLine(emissions_mg=emissions_mg, **given_)


def only(flows: list[Flow]) -> Flow:
    (flow,) = flows
    return flow


def test_a_better_footprint_by_the_same_method_is_progress() -> None:
    flow = only(flows_of([line(100), line(100)], [line(150, "20")]))
    assert (flow.recalculated, flow.effects) == ((), Effects(intensity=-50))
    assert (flow.volumes.unit, flow.volumes.base, flow.volumes.current) == ("kilogram", 20, 20)


def test_quantities_of_one_dimension_are_added_in_one_unit() -> None:
    flow = only(flows_of([line(100, "1", unit="t")], [line(100, "1000"), line(100, "1000")]))
    assert flow.volumes.base * 2 == flow.volumes.current
    assert flow.effects == Effects(volume=100)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"method": Method.AVERAGE_DATA}, "method-differs"),
        ({"gwp_set": "AR5"}, "gwp-set-differs"),
        ({"factor_sets": frozenset({"epa 1.2"})}, "factor-set-differs"),
    ],
)
def test_another_basis_is_recalculation_and_keeps_years_apart(change: Any, reason: str) -> None:
    flows = flows_of([line(100, **change)], [line(60)])
    assert only(flows).recalculated == (reason,)
    assert only(flows).effects == Effects(recalculation=-40)
    (difference,) = period_differences(flows)
    assert (difference.category, difference.code, difference.base_mg) == (1, reason, 100)


def test_a_jump_of_the_primary_data_share_is_recalculation_but_may_be_compared() -> None:
    before = [line(100, primary_data_shares=(Decimal(30),))]
    for share, reasons in (("50", ()), ("51", ("primary-data-share-jumped",))):
        flows = flows_of(before, [line(60, primary_data_shares=(Decimal(share),))])
        assert only(flows).recalculated == reasons
        assert period_differences(flows) == []


def test_spend_tells_nothing_about_intensity() -> None:
    bought: Any = {"quantity": "", "unit": "", "method": SPEND, "currency": "CNY"}
    base = [line(100, amount=Decimal(50), **bought)]
    flow = only(flows_of(base, [line(80, amount=Decimal(50), **bought)]))
    assert (flow.volumes.unit, flow.recalculated) == ("CNY", ("spend-based",))
    assert flow.effects == Effects(recalculation=-20)


def test_without_a_common_unit_nothing_is_claimed() -> None:
    flow = only(flows_of([line(100, unit="piece")], [line(60)]))
    assert flow.recalculated == ("volume-unknown",)
    assert flow.effects == Effects(recalculation=-40)


def test_suppliers_of_one_class_are_one_group() -> None:
    steel = {"classifications": ("urn:cpc:41",)}
    base = [line(300, "100", **steel), line(100, "100", supplier_id="forge", **steel)]
    current = [line(150, "50", **steel), line(150, "150", supplier_id="forge", **steel)]
    flows = flows_of(base, current)
    assert part_of(flows).effects == Effects(mix=-100)
    by_supplier = parts_by(flows, lambda flow: flow.key.supplier_id)
    assert [(name, part.effects) for name, part in by_supplier.items()] == [
        ("forge", Effects(mix=50)),
        ("mill", Effects(mix=-150)),
    ]
    assert most_changed(flows)[0].key.supplier_id == "mill"


def test_differences_name_what_both_years_were_computed_by() -> None:
    flows = flows_of([line(100, gwp_set="AR5")], [line(60)])
    assert period_differences(flows) == [
        PeriodDifference(1, "gwp-set-differs", "AR5", "AR6", flow_count=1, base_mg=100)
    ]


lines = st.lists(
    st.builds(
        line,
        st.integers(0, 10**12),
        st.sampled_from(["", "0", "1", "2.5", "1000"]),
        unit=st.sampled_from(["kg", "t", "piece", "nonsense"]),
        supplier_id=st.sampled_from(["mill", "forge", ""]),
        product_id=st.sampled_from(["coil", ""]),
        description=st.sampled_from(["steel", "bolts"]),
        classifications=st.sampled_from([(), ("urn:cpc:41",), ("urn:cpc:42",)]),
        category=st.sampled_from([1, 4]),
        method=st.sampled_from(list(Method)),
        gwp_set=st.sampled_from(["AR5", "AR6", ""]),
        amount=st.sampled_from([None, Decimal(0), Decimal(7)]),
        currency=st.sampled_from(["CNY", "USD"]),
    ),
    max_size=12,
)


@given(lines, lines)
def test_all_parts_add_up_to_the_change_exactly(
    base: list[ComparedLine], current: list[ComparedLine]
) -> None:
    flows = flows_of(base, current)
    before, after = (sum(one.emissions_mg for one in year) for year in (base, current))
    for part in (part_of(flows), part_of(most_changed(flows))):
        assert (part.base_mg, part.current_mg) == (before, after)
        assert part.effects.change == after - before
    for parts in (
        parts_by(flows, lambda flow: flow.key.category),
        parts_by(flows, lambda flow: flow.key.supplier_id),
    ):
        assert sum(part.effects.change for part in parts.values()) == after - before
        for part in parts.values():
            assert part.effects.change == part.current_mg - part.base_mg


@given(lines, lines, st.randoms())
def test_the_order_of_lines_does_not_matter(
    base: list[ComparedLine], current: list[ComparedLine], chance: Any
) -> None:
    wanted = flows_of(base, current)
    chance.shuffle(base)
    chance.shuffle(current)
    assert flows_of(base, current) == wanted


@given(lines)
def test_a_year_compared_with_itself_has_not_changed(year: list[ComparedLine]) -> None:
    flows = flows_of(year, year)
    assert part_of(flows).effects.change == 0
    assert {flow.effects for flow in flows} <= {Effects()}
