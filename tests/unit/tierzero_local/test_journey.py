"""Journeys are told whole, in order, and bounded, whatever arrives in whichever order."""

import itertools

from tierzero_local.collector.journey import journey
from tierzero_local.collector.span import Address, Span
from tierzero_local.collector.summaries import Filter, latest
from tierzero_local.collector.traces import Traces


def span(
    trace: str, name: str, parent: str = "", began: int = 0, links: tuple[Address, ...] = ()
) -> Span:
    return Span(
        address=Address(trace, name),
        parent_id=parent,
        name=name,
        kind="internal",
        service=f"service of {name}",
        began=began,
        ended=began + 10,
        attributes={},
        links=links,
        error=None,
    )


SPANS = (
    span("t", "request"),
    span("t", "publish", "request", 10),
    span("t", "process", "publish", 20),
)


def names(traces: Traces, trace_id: str) -> list[str]:
    found = journey(traces, trace_id)
    return [step.span.name for step in found.steps] if found else []


def test_the_order_of_arrival_and_repetitions_do_not_show() -> None:
    for order in itertools.permutations(SPANS):
        traces = Traces()
        traces.add([*order, *order])
        assert names(traces, "t") == ["request", "publish", "process"]
        assert traces.count == 3


def test_a_step_whose_cause_was_not_heard_of_stands_at_the_beginning() -> None:
    traces = Traces()
    traces.add([SPANS[0], SPANS[2]])
    found = journey(traces, "t")
    assert found is not None
    assert [step.depth for step in found.steps] == [0, 0]


def test_shared_work_joins_with_all_that_followed_from_it_but_not_with_its_own_causes() -> None:
    traces = Traces()
    traces.add(SPANS)
    traces.add([span("u", "second")])
    traces.add([span("t", "shared", "request", 30, (Address("u", "second"),))])
    traces.add([span("t", "after", "shared", 40)])
    assert names(traces, "u") == ["second", "shared", "after"]


def test_the_oldest_trace_goes_first_when_there_are_too_many_spans() -> None:
    traces = Traces(most_spans=4)
    traces.add(SPANS)
    traces.add([span("u", "one"), span("u", "two", "one")])
    assert names(traces, "t") == []
    assert names(traces, "u") == ["one", "two"]
    assert traces.count == 2


def test_a_list_holds_what_was_asked_for_the_newest_first() -> None:
    traces = Traces()
    traces.add(SPANS)
    traces.add([span("u", "GET /limits", began=50)])
    found = latest(traces, Filter(text="limits"))
    assert [one.trace_id for one in found] == ["u"]
    assert [one.trace_id for one in latest(traces, Filter())] == ["u", "t"]
    assert latest(traces, Filter(service="service of process"))[0].trace_id == "t"
    assert latest(traces, Filter(failed=True)) == []
