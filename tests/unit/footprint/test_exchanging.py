"""Lines exchanged all at once leave what exchanging each by itself leaves."""

from typing import Any
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from footprint.networks import absorbing
from footprint.networks.network import Network
from footprint.networks.totals import as_total
from tests.unit.footprint import facts
from tests.unit.footprint.bus import Bus
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint

SUPPLIERS = ("mill", "foundry")
places = st.tuples(st.sampled_from(SUPPLIERS), st.integers(0, 14))


@st.composite
def purchases(draw: Any) -> list[Any]:
    """Purchases of some products in three years."""
    made = []
    for number, (supplier, product) in enumerate(draw(st.lists(places, max_size=40))):
        year = draw(st.sampled_from([2024, 2024, 2025, 2026]))
        bought = facts.purchase(f"a{number}", f"{supplier}{product}", year=year, supplier=supplier)
        made.append(bought)
    return made


@st.composite
def stated(draw: Any) -> list[Footprint]:
    """Footprints of one message, of which some do not price what is bought by weight."""
    made = []
    for supplier, product in draw(st.lists(places, max_size=30, unique=True)):
        one = facts.footprint(
            f"f{supplier}{product}",
            f"{supplier}{product}",
            str(draw(st.integers(-5, 50))),
            supplier,
            draw(st.integers(1, 200)),
            unit=draw(st.sampled_from([DECLARED_UNIT_KILOGRAM] * 5 + [DECLARED_UNIT_PIECE])),
            active=draw(st.integers(0, 5)) > 0,
        )
        one.pcf.ipcc_characterization_factors[:] = draw(st.sampled_from([["AR6"], ["AR5"]]))
        made.append(one)
    return made


def state(network: Network) -> Any:
    """All that exchanging changes."""
    totals = {
        key: (as_total(key, one), one.known_at.value()) for key, one in network.totals.items()
    }
    methods = {str(name): found for name, found in network.by_method.items() if found}
    return network.slots, totals, methods, network.stated


def sent(purchased: list[Any], messages: list[list[Footprint]]) -> tuple[Any, Any]:
    """The state afterwards, and what was told of it on the way."""
    bus = Bus().send(*purchased)
    for supplier in SUPPLIERS:
        bus.send(*[facts.product(f"{supplier}{number}", supplier) for number in range(15)])
    for one in messages:
        for supplier in SUPPLIERS:
            bus.send(*[footprint for footprint in one if footprint.supplier_id == supplier])
        bus.deliver()
    told = [(change.pages, change.inventories, change.lines_priced) for _, change in bus.changes]
    return state(bus.networks["plant"]) if "plant" in bus.networks else None, told


@settings(max_examples=100, deadline=None)
@given(purchases(), st.lists(stated(), max_size=3))
def test_together_and_one_by_one_come_to_the_same(
    purchased: list[Any], messages: list[list[Footprint]]
) -> None:
    together = sent(purchased, messages)
    with patch.object(absorbing, "is_exchangeable", lambda *_: False):
        assert sent(purchased, messages) == together
