"""Activities with their lines: purchases and all others alike."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from carbon.scope3.inputs import Purchase
from carbon.scope3.results import LineResult, Source, SourceKind
from footprint.lines.message import line_message
from footprint.lines.subject import Subject, operation_subject, purchase_subject
from footprint.moments import nanoseconds
from footprint.networks.network import Network
from footprint.networks.pricing import price, price_operation
from footprint.networks.rollups.pricing import known_at as calculated_known_at
from footprint.networks.slots import Slot
from footprint.values import activity_from_message, purchase_from_message
from tierzero.procurement.v1.activity_pb2 import Activity

_BOOK_OF = {
    SourceKind.FOOTPRINT: "footprints",
    SourceKind.EMISSION_FACTOR: "factors",
    SourceKind.EXCHANGE_RATE: "exchange_rates",
    SourceKind.PRICE_INDEX: "price_indices",
    SourceKind.SUPPLIER_EMISSIONS: "supplier_emissions",
}
"""Where the facts behind sources are; potentials of gases are no facts."""


def priced_slot(network: Network, activity: Activity) -> Slot:
    """The activity with its line."""
    serialized = activity.SerializeToString()
    subject, result = _priced(network, activity, serialized)
    known_at = max(
        nanoseconds(activity.fact.recorded_at), *_known(network, subject, result.sources), 0
    )
    line = line_message(activity, subject, result, known_at)
    return Slot(
        activity_id=activity.fact.id,
        version=activity.fact.version,
        activity=serialized,
        line=line.SerializeToString(deterministic=True),
        category=activity.category,
        year=subject.year,
        supplier_id=subject.supplier_id,
        product_id=subject.product_id,
        classifications=subject.classifications,
        method=result.method,
        emissions_mg=result.emissions_mg,
        gwp_set=result.gwp_set,
        known_at=known_at,
        footprint_id=_only_footprint(result.sources),
    )


def _only_footprint(sources: Sequence[Source]) -> str:
    is_alone = len(sources) == 1 and sources[0].kind is SourceKind.FOOTPRINT
    return sources[0].id if is_alone else ""


@lru_cache(maxsize=8_192)
def _purchase(serialized: bytes) -> Purchase:
    """Lines that follow footprints are priced again and again from the same purchase."""
    return purchase_from_message(Activity.FromString(serialized))


def _priced(network: Network, activity: Activity, serialized: bytes) -> tuple[Subject, LineResult]:
    if activity.WhichOneof("detail") == "purchase":
        purchase = _purchase(serialized)
        return purchase_subject(activity, purchase), price(network, purchase)
    operation = activity_from_message(activity)
    result = price_operation(network, operation)
    return operation_subject(operation, result), result


def _known(network: Network, subject: Subject, sources: Iterable[Source]) -> Iterator[int]:
    for source in sources:
        if source.kind in _BOOK_OF:
            fact = network.book[_BOOK_OF[source.kind]][source.id].fact
            yield nanoseconds(fact.recorded_at)
        elif source.kind is SourceKind.CALCULATED_FOOTPRINT:
            yield calculated_known_at(network, source.id, subject.year)
