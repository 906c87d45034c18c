"""A factor that a buyer published for itself prices nobody else's purchases."""

from tests.unit.footprint import facts
from tests.unit.footprint.bus import Bus, as_message, results

CLASS = "urn:cpc:41"


def bought(buyer: str) -> object:
    """One kilogram of the class."""
    return facts.purchase(f"{buyer}-1", buyer=buyer, classifications=[CLASS], quantity="1")


def test_a_buyers_own_factor_prices_only_its_own_purchases() -> None:
    bus = Bus()
    own = facts.average_factor("own", CLASS, "5", owner="mine")
    for stated in (bought("mine"), own, bought("other")):
        bus.route(*as_message(stated))
    bus.deliver(range(len(bus.forwarded)))

    inventories = results(bus.networks).inventories

    totals = {buyer: content for (buyer, _, _), content in inventories.items()}
    assert b"5000000" in totals["mine"]
    assert b"5000000" not in totals["other"]
