"""A consumer that hears nothing asks more rarely, until it hears something."""

from tierzero.agents.transport import Wait


def test_whoever_hears_nothing_for_a_while_asks_more_rarely_until_something_comes() -> None:
    now = 100.0
    wait = Wait(50, lambda: now)
    assert wait.after(has_heard=False) == 50
    now += 4.9
    assert wait.after(has_heard=False) == 50
    now += 0.1
    assert wait.after(has_heard=False) == 200
    now += 60
    assert wait.after(has_heard=False) == 200
    assert wait.after(has_heard=True) == 50
    now += 4.9
    assert wait.after(has_heard=False) == 50
