"""Memory is bounded: what was used least recently goes first."""

from dataclasses import dataclass

from footprint.recent import Recent


@dataclass
class Load:
    """Something with a weight that may grow."""

    weight: int


def test_the_least_recently_used_goes_when_it_gets_too_heavy() -> None:
    recent: Recent[Load] = Recent(10)
    for name in "abc":
        recent[name] = Load(3)
    recent.settle()
    assert len(recent) == 3
    assert recent["a"].weight == 3
    recent["d"] = Load(3)
    recent.settle()
    assert [name for name in "abcd" if name in recent] == ["a", "c", "d"]


def test_growth_is_noticed_and_what_is_in_use_stays() -> None:
    recent: Recent[Load] = Recent(10)
    recent["a"], recent["b"] = Load(4), Load(4)
    recent.settle()
    recent["b"].weight = 40
    recent.settle()
    assert "b" in recent
    assert "a" not in recent
    recent["b"].weight = 1
    recent["c"] = Load(9)
    recent.settle()
    assert len(recent) == 2, "what shrank counts less again"


def test_what_is_forgotten_weighs_nothing() -> None:
    recent: Recent[Load] = Recent(10)
    for name, weight in (("a", 5), ("b", 2), ("c", 3)):
        recent[name] = Load(weight)
    recent.settle()
    recent.forget_where(lambda load: load.weight < 4)
    recent["d"] = Load(5)
    recent.settle()
    assert [name for name in "abcd" if name in recent] == ["a", "d"]
