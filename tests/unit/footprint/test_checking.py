"""A quick check refuses exactly what reading refuses; a reduced footprint says what it may."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from footprint.routing.reduction import reduced_footprint, reduced_footprints
from footprint.values import check_footprint, footprint_value_from_message
from tests.unit.footprint import facts
from tierzero.agents import Unusable
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint, FootprintsStated

texts = st.sampled_from(["", "0", "-1", "1", "2.50", "ten", "1e3", "NaN", "9" * 61])
seconds = st.sampled_from([None, 0, 1_700_000_000, 253_402_300_799, 253_402_300_800, -(2**62)])


@st.composite
def footprints(draw: Any) -> Footprint:
    """A footprint of which any part may be missing or wrong."""
    stated = facts.footprint("f", "coil", draw(texts))
    if draw(st.booleans()):
        return stated
    stated.product_id = draw(st.sampled_from(["", "coil"]))
    stated.supplier_id = draw(st.sampled_from(["", "mill"]))
    pcf = stated.pcf
    if draw(st.booleans()):
        pcf.dqi.temporal_dqr = draw(texts)
    pcf.declared_unit_of_measurement = draw(st.sampled_from([0, 1, 2, 99]))
    for name in ("declared_unit_amount", "product_mass_per_declared_unit", "primary_data_share"):
        setattr(pcf, name, draw(texts))
    for owner, name in (
        (pcf, "reference_period_start"),
        (pcf, "reference_period_end"),
        (stated, "created"),
        (stated, "validity_period_end"),
    ):
        owner.ClearField(name)
        moment = draw(seconds)
        if moment is not None:
            getattr(owner, name).SetInParent()
            getattr(owner, name).seconds = moment
    return stated


def refusal(read: Any, stated: Footprint) -> str:
    """The code it is refused with; empty where it is not."""
    try:
        read(stated)
    except Unusable as why:
        return why.code
    return ""


@given(footprints())
def test_the_quick_check_refuses_what_reading_refuses(stated: Footprint) -> None:
    is_refused = refusal(footprint_value_from_message, stated) != ""
    # Twice, because the first check may remember something for the second.
    for _ in range(2):
        assert (refusal(check_footprint, stated) != "") == is_refused


def test_a_reduced_footprint_keeps_what_prices_it_and_no_recipe() -> None:
    stated = facts.footprint("f", "coil", "2.5")
    stated.pcf.fossil_ghg_emissions = "2.4"
    stated.pcf.boundary_processes_description = "blast furnace"
    stated.pcf.packaging_emissions_included = True
    stated.pcf.dqi.technological_dqr = "1.5"
    shown = reduced_footprint(stated)
    assert footprint_value_from_message(shown) == footprint_value_from_message(stated)
    assert shown.pcf.dqi == stated.pcf.dqi
    hidden = facts.footprint("f", "coil", "2.5")
    hidden.ClearField("comment")
    hidden.pcf.dqi.technological_dqr = "1.5"
    assert shown == hidden
    assert b"blast furnace" not in shown.SerializeToString()


def test_footprints_are_reduced_in_their_order() -> None:
    stated = [facts.footprint(f"f{number}", "coil", "1") for number in range(3)]
    shown = reduced_footprints(FootprintsStated(facts=stated))
    assert [one.fact.id for one in shown] == ["f0", "f1", "f2"]
