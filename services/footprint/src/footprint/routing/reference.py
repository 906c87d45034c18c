"""Routing reference facts: emission factors, exchange rates and price indices."""

from collections.abc import Iterable

from footprint.bundles import Bundle, is_empty, news_of, whole
from footprint.routing.names import by_stream, needs_of_factors
from footprint.routing.owners import references_for
from footprint.routing.plan import Plan, Streams, required
from footprint.routing.stream import Stream


def plan_reference(streams: Streams, bundle: Bundle) -> Plan:
    """Enter what is news and forward it to the networks that have joined its class or currency."""
    sorted_facts = by_stream(bundle)
    own = required(streams, sorted_facts)
    news = {stream.name: news_of(stream.book, sorted_facts[stream.name]) for stream in own}
    fresh = [stream for stream in own if not is_empty(news[stream.name])]
    plan = Plan()
    joining = _joining_money(streams, fresh, news)
    for stream in fresh:
        newcomers = joining.pop(stream.name, set())
        _enter(plan, stream, news[stream.name], newcomers)
    for name, newcomers in joining.items():
        _enter(plan, streams[name], Bundle(), newcomers)
    return plan


def _joining_money(
    streams: Streams, fresh: Iterable[Stream], news: dict[str, Bundle]
) -> dict[str, set[str]]:
    """Networks that need further money because a factor they get is stated in it."""
    wanting: dict[str, set[str]] = {}
    for stream in fresh:
        for name in needs_of_factors(news[stream.name].factors):
            wanting.setdefault(name, set()).update(stream.members)
    wanting = {name: networks for name, networks in wanting.items() if networks}
    monies = required(streams, wanting)
    newcomers = {money.name: wanting[money.name] - money.members for money in monies}
    return {name: networks for name, networks in newcomers.items() if networks}


def _enter(plan: Plan, stream: Stream, news: Bundle, newcomers: set[str]) -> None:
    plan.enter(stream, news)
    plan.join(stream, newcomers)
    for network_id in sorted(stream.members | newcomers):
        plan.forward(network_id, references_for(news, network_id))
    held = whole(stream.book)
    for network_id in sorted(newcomers):
        plan.forward(network_id, references_for(held, network_id))
