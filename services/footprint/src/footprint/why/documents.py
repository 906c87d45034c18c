"""The facts behind a line's sources."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from carbon.scope3.averages import footprints_of
from carbon.scope3.results import SourceKind
from footprint.bundles import Book
from footprint.moments import moment_of
from footprint.routing.presenting import presented_footprint
from footprint.routing.sharing import is_visible
from footprint.values import footprint_value_from_message
from footprint.why.origins import origin_of
from tierzero.footprint.v1.inventory_service_pb2 import Document, Line, Source
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint

_MOST_AVERAGED = 1_000
_FIELDS: Mapping[str, tuple[str, str]] = {
    SourceKind.FOOTPRINT: ("footprints", "footprint"),
    SourceKind.EMISSION_FACTOR: ("factors", "emission_factor"),
    SourceKind.EXCHANGE_RATE: ("exchange_rates", "exchange_rate"),
    SourceKind.PRICE_INDEX: ("price_indices", "price_index"),
    SourceKind.SUPPLIER_EMISSIONS: ("supplier_emissions", "supplier_emissions"),
}
"""Kind of source → kind in a book, field of a document."""


def documents_of(book: Book, network_id: str, line: Line) -> Iterator[Document]:
    """One document for each source, in the line's order."""
    for source in line.sources:
        document = Document(source=source)
        if source.kind in _FIELDS:
            _add_fact(document, book, network_id, source)
        elif source.kind == SourceKind.CALCULATED_FOOTPRINT:
            _add_calculated(document, book, source, line)
        elif source.kind == SourceKind.SUPPLIER_AVERAGE:
            _add_averaged(document, book, network_id, line)
        yield document


def _add_fact(document: Document, book: Book, network_id: str, source: Source) -> None:
    kind, field = _FIELDS[source.kind]
    fact = book[kind].get(source.id)
    if fact is not None:
        getattr(document, field).CopyFrom(_presented(book, fact))
        document.origin.CopyFrom(origin_of(fact))
        _add_sharing(document, book, network_id, fact)


def _presented(book: Book, fact: Any) -> Any:
    """A supplier's footprint as far as it is shown; other facts as they are."""
    if not isinstance(fact, Footprint):
        return fact
    return presented_footprint(fact, book["products"].get(fact.product_id))


def _add_sharing(document: Document, book: Book, network_id: str, fact: Any) -> None:
    """What lets the buyer see a supplier's document. Who else may see it, and who else buys there,
    is the supplier's: of other customers nothing is told."""
    product = book["products"].get(getattr(fact, "product_id", ""))
    supplier = book["organizations"].get(getattr(fact, "supplier_id", ""))
    if product is not None:
        document.product.CopyFrom(product)
        document.product.shared_with[:] = _only(network_id, product.shared_with)
    if supplier is not None:
        document.supplier.CopyFrom(supplier)
        document.supplier.customer_ids[:] = _only(network_id, supplier.customer_ids)


def _only(network_id: str, organizations: Iterable[str]) -> list[str]:
    return [one for one in organizations if one == network_id]


def _add_calculated(document: Document, book: Book, source: Source, line: Line) -> None:
    """The total and what goes with it. What the product is made of is its supplier's secret: also
    where parts of it are shared with the buyer, that they are parts of this is not."""
    bill = book["bills_of_materials"].get(source.id)
    shown = document.calculated_footprint
    shown.product_id = source.id
    shown.bill_version = source.version
    shown.year = moment_of(line.date).year
    shown.value = float(source.value)
    shown.indicators.CopyFrom(line.indicators)
    if bill is not None:
        shown.declared_unit = bill.declared_unit
        document.mass_per_declared_unit = bill.mass_per_declared_unit


def _add_averaged(document: Document, book: Book, network_id: str, line: Line) -> None:
    """The footprints of the mean: derived again from the same facts by the same rule."""
    shared = [
        fact
        for fact in book["footprints"].values()
        if fact.supplier_id == line.supplier_id
        and is_visible(book["products"].get(fact.product_id), book["organizations"], network_id)
    ]
    values = footprints_of(map(footprint_value_from_message, shared))
    average = values.average(line.supplier_id, line.unit, moment_of(line.date))
    for one in average.footprints[:_MOST_AVERAGED] if average else ():
        document.averaged.append(_presented(book, book["footprints"][one.id]))
