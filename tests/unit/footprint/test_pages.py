"""A page gives back the slots it was written from, and so does one of an earlier release."""

import bson

from footprint.networks.network import Network
from footprint.networks.pages import document_of, slots_of
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bus import Bus


def network() -> Network:
    """One with a line that follows a footprint, one without, an operation and a withdrawal."""
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "2.5"))
    bus.send(
        facts.purchase("a", quantity="9" * 30), facts.purchase("b", "钢", classifications=["c"])
    )
    bus.send(operations.operation("o", 5, operations.waste("3", "urn:cpc:41"), "plant"))
    bus.send(facts.purchase("gone"), facts.purchase("gone", version=2, withdrawn=True))
    return bus.deliver().networks["plant"]


def test_a_page_gives_its_slots_back() -> None:
    written = network()
    stored = bson.decode(bson.encode(document_of(written, 0)))
    # Which footprint a line rests on stands in the line.
    wanted = [slot._replace(footprint_id="") for slot in written.slots]
    assert list(slots_of(stored)) == wanted
    assert stored["activity_id"] == ["a", "b", "o", "gone"]
    assert stored["inventories"] == ["1:2024", "5:2024"]


def test_a_page_of_an_earlier_release_is_read() -> None:
    written = network()
    document = document_of(written, 0)
    columns = bson.decode(document.pop("columns"))
    assert list(slots_of(bson.decode(bson.encode(document | columns)))) == [
        slot._replace(footprint_id="") for slot in written.slots
    ]
