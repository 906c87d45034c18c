"""Routing footprints in columns: there are many of them, and most are bought by nobody."""

from collections.abc import Iterable

from footprint.columns.rows import Rows
from footprint.routing.names import supplier_stream
from footprint.routing.plan import Plan, Streams, required
from footprint.routing.shelf import newest_of
from footprint.routing.stream import Stream
from footprint.routing.viewing import gets


def plan_footprints(streams: Streams, stated: Rows) -> Plan:
    """Enter what is news, and tell each network of the supplier what it gets to know of it."""
    plan = Plan()
    own = {supplier_stream(name): rows for name, rows in stated.by_supplier().items()}
    # All at once: each missing stream that is asked for alone lets planning begin anew.
    for stream in required(streams, own):
        news = newest_of(stream.shelf, own[stream.name])
        if len(news):
            plan.state(stream, news)
            _tell(plan, stream, news)
    return plan


def _tell(plan: Plan, stream: Stream, news: Rows) -> None:
    if not stream.networks:
        return
    products, records = news.product_ids, news.records
    for network_id in sorted(stream.networks):
        shown = _shown(stream, network_id, dict.fromkeys(products))
        told = [one for one, product in zip(records, products, strict=True) if shown[product]]
        plan.tell(network_id, told)


def _shown(stream: Stream, network_id: str, products: Iterable[str]) -> dict[str, bool]:
    return {one: gets(stream, stream.book, one, network_id) for one in products}
