"""A verification says in words where stored and recomputed differ."""

from dataclasses import replace

from footprint.verify.comparison import differences
from tests.unit.footprint import facts
from tests.unit.footprint.bus import Bus, results


def test_equal_results_differ_nowhere_and_others_by_name() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "2"))
    bus.send(facts.purchase("a"), facts.purchase("b")).deliver()
    found = results(bus.networks)
    assert differences(found, results(bus.networks)) == []
    lost = replace(found, lines={("plant", "a"): found.lines["plant", "a"]})
    (difference,) = differences(lost, found)
    assert difference.startswith("line plant:b")
    assert "stored:     nothing" in difference
    other = replace(found, inventories={("plant", 1, 2024): b""})
    (difference,) = differences(other, found)
    assert 'digits: "40000000"' in difference
