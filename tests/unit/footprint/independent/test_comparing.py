"""A comparison names what is out of its bound, and nothing else."""

from fractions import Fraction
from typing import Any

from footprint.verify.independent.comparing import Comparison, compare
from footprint.verify.independent.recomputing import recompute
from footprint.verify.oracle import Results
from tests.unit.footprint import facts
from tests.unit.footprint.bus import Bus, results
from tierzero.footprint.v1.inventory_pb2 import METHOD_HYBRID, Inventory
from tierzero.footprint.v1.inventory_service_pb2 import Line

WORLD = [
    facts.product("coil"),
    # A third of a kilogram: no figure of these is a whole number of milligrams.
    facts.footprint("f", "coil", "0.3333333"),
    facts.purchase("a", quantity="1"),
    facts.purchase("b", quantity="0.5"),
]
LINE, INVENTORY = ("plant", "a"), ("plant", 1, 2024)


def stored() -> Results:
    """What the service keeps of the world."""
    return results(Bus().send(*WORLD).deliver().networks)


def compared(kept: Results) -> Comparison:
    return compare(kept.lines, kept.inventories, recompute(WORLD))


def changed_line(**changes: Any) -> Results:
    """Stored results with another first line."""
    kept = stored()
    line = Line.FromString(kept.lines[LINE])
    if digits := changes.pop("digits", ""):
        line.emissions.digits = digits
    for name, value in changes.items():
        setattr(line, name, value)
    kept.lines[LINE] = line.SerializeToString()
    return kept


def test_what_was_rounded_once_is_within_its_bound() -> None:
    found = compared(stored())
    assert found.faults == []
    # 333,333.3 mg and 166,666.65 mg
    assert found.line.difference == Fraction("0.35")
    assert found.line.name == "line plant:b"
    assert (found.inventory.difference, found.inventory.bound) == (Fraction("0.05"), 1)


def test_a_line_that_is_one_milligram_off_is_named() -> None:
    found = compared(changed_line(digits="333334"))
    assert found.faults == ["line plant:a: off by 0.7 mg, more than 0.5 mg"]


def test_another_method_is_named_although_the_figure_is_the_same() -> None:
    found = compared(changed_line(method=METHOD_HYBRID))
    (fault,) = found.faults
    assert fault.startswith("line plant:a: stored with METHOD_HYBRID, recomputed with")


def test_what_is_missing_and_what_does_not_follow_is_named() -> None:
    kept = stored()
    kept.lines["plant", "ghost"] = kept.lines.pop(LINE)
    del kept.inventories[INVENTORY]
    assert sorted(compared(kept).faults) == [
        "inventory plant:1:2024: not stored",
        "line plant:a: not stored",
        "line plant:ghost: does not follow",
    ]


def test_a_total_that_is_not_the_sum_of_its_lines_is_named() -> None:
    kept = stored()
    inventory = Inventory.FromString(kept.inventories[INVENTORY])
    inventory.total.digits, inventory.line_count = "500002", 3
    kept.inventories[INVENTORY] = inventory.SerializeToString()
    assert compared(kept).faults == [
        "inventory plant:1:2024: 3 lines stored, 2 recomputed",
        "inventory plant:1:2024: off by 2.05 mg, more than 1 mg",
    ]


def test_a_source_of_an_unknown_kind_is_counted_and_taken_as_it_is_stored() -> None:
    kept = changed_line(digits="333399")
    line = Line.FromString(kept.lines[LINE])
    line.sources.add(kind="oracle of Delphi", id="1", version=1)
    kept.lines[LINE] = line.SerializeToString()
    inventory = Inventory.FromString(kept.inventories[INVENTORY])
    inventory.total.digits = str(333399 + 166667)
    kept.inventories[INVENTORY] = inventory.SerializeToString()
    found = compared(kept)
    assert (found.uncovered, found.faults) == (1, [])
