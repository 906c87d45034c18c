"""Lines that follow footprints all at once are the bytes that pricing each by itself gives."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.scope3.results import Method
from footprint.bundles import Bundle
from footprint.networks.following.lines import slots_after
from footprint.networks.lining import priced_slot
from footprint.networks.network import Network
from footprint.networks.slots import Slot
from footprint.networks.unread import Unread
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bus import Bus
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE
from tierzero.procurement.v1.activity_pb2 import Activity
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint
from tierzero.supplier_portal.v1.product_pb2 import SHARING_NOBODY, SHARING_PUBLIC

numbers = st.one_of(
    st.decimals("-1000", "1000", places=6).map(str),
    st.integers(0, 10**30).map(str),
    st.sampled_from(["0", "-0", "0.000", "+1.50", "1e3", "2.5E-7", "0.0000005", "1" * 60]),
)
amounts = st.one_of(
    st.just("1"),
    st.sampled_from(["3", "0.5", "1000", "1.0", "7e2", "0.00000000000001", "1" + "0" * 17]),
)
names = st.sampled_from(["", "coil", "钢卷", "x" * 300]) | st.integers(30, 130).map("x".__mul__)
years = st.integers(2022, 2027)


@st.composite
def stated(draw: Any, identity: str) -> Footprint:
    """A footprint of the coil that the router lets in."""
    unit = draw(st.sampled_from([DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE]))
    active = draw(st.integers(0, 5)) > 0
    made = facts.footprint(identity, "coil", draw(numbers), unit=unit, active=active)
    made.product_name_company = draw(names)
    pcf = made.pcf
    pcf.declared_unit_amount = draw(amounts)
    pcf.product_mass_per_declared_unit = draw(st.sampled_from(["", "0", "2.5"]))
    pcf.ipcc_characterization_factors[:] = draw(st.lists(st.sampled_from(["AR5", "AR6"])))
    end = datetime(draw(years), 2, 28, tzinfo=UTC)
    pcf.reference_period_end.CopyFrom(facts.stamp(end))
    if draw(st.booleans()):
        made.validity_period_end.CopyFrom(facts.stamp(end.replace(month=7)))
    made.fact.version = draw(st.sampled_from([1, 2, 2**63 - 1]))
    made.fact.withdrawn = draw(st.integers(0, 5)) == 0
    return made


@st.composite
def bought(draw: Any) -> Activity:
    """A purchase of the coil, or nearly one."""
    return facts.purchase(
        "a",
        draw(st.sampled_from(["coil", "coil", "coil", ""])),
        draw(st.sampled_from(["", "0", "10", "2.5", "0.0000001", "123456789.123456789"])),
        year=draw(years),
        unit=draw(st.sampled_from(["kg", "kg", "t", "lb", "吨", "piece"])),
        description=draw(names),
        classifications=draw(st.lists(st.just("urn:cpc:41"), max_size=1)),
    )


def both(network: Network) -> tuple[Slot | None, Slot]:
    """The line that follows, where it is plain, and the same priced by itself."""
    old = network.slots[0]
    (found,) = slots_after(network, [old], Unread(Bundle()))
    return found, priced_slot(network, Activity.FromString(old.activity))


@settings(max_examples=500, deadline=None)
@given(
    bought(),
    stated("f"),
    st.none() | stated("g"),
    st.sampled_from([SHARING_PUBLIC, SHARING_PUBLIC, SHARING_NOBODY]),
    st.none() | st.sampled_from(["AR5", "AR6"]),
)
def test_a_line_that_follows_is_the_line_priced_by_itself(
    purchase: Activity, one: Footprint, other: Footprint | None, sharing: Any, gwp_set: str | None
) -> None:
    bus = Bus().send(purchase, facts.product("coil", sharing=sharing), one)
    bus.send(*[other] if other else [], *[operations.policy("plant", gwp_set)] if gwp_set else [])
    found, wanted = both(bus.deliver().networks["plant"])
    assert found in (None, wanted)


def test_what_is_usual_is_not_priced_by_itself() -> None:
    bus = Bus().send(facts.purchase("a", unit="t"), facts.product("coil"))
    network = bus.send(facts.footprint("f", "coil", "2.35")).deliver().networks["plant"]
    found, wanted = both(network)
    assert found == wanted
    assert wanted.method is Method.SUPPLIER_SPECIFIC
    assert wanted.emissions_mg == 23_500_000_000


def test_what_is_not_plain_is_left_to_the_methods() -> None:
    bus = Bus().send(facts.purchase("a"), facts.product("coil"))
    bus.send(facts.footprint("f", "coil", "2.35", unit=DECLARED_UNIT_PIECE))
    network = bus.deliver().networks["plant"]
    found, wanted = both(network)
    assert found is None
    assert wanted.emissions_mg == 23_500_000, "joined by the mass of a piece"


def test_an_operation_follows_no_footprint() -> None:
    detail = operations.waste("3", "urn:cpc:41")
    bus = Bus().send(operations.operation("o", 5, detail, "plant"))
    found, _ = both(bus.deliver().networks["plant"])
    assert found is None
