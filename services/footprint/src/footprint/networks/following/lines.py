"""Prices again, all at once, the purchases whose product's footprint is news.

Most of what arrives changes the figure of a footprint that a line rests on. Such a line differs
from the one before in a few places, and all that is needed to write it stands in the purchase and
in the footprint; nothing is read into objects that somebody then has to take apart again. The
arithmetic is that of `carbon.scope3` in the same order of rounding, so that the bytes are those of
`footprint.networks.lining`, which prices what is not plain: other units of mass, other GWP sets,
bills of materials, purchases without quantity or usable footprint.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from carbon.scope3.pricing import priced
from carbon.scope3.results import Method
from footprint.lines.message import METHODS
from footprint.moments import timestamp
from footprint.networks.following.frames import Frame, frame_of
from footprint.networks.following.quotes import Quote, factor_for, quote_of
from footprint.networks.following.writing import tag_of, written
from footprint.networks.network import Network
from footprint.networks.rollups.judging import live_bill
from footprint.networks.slots import Slot
from footprint.routing.sharing import is_visible
from tierzero.footprint.v1.inventory_pb2 import Milligrams
from tierzero.footprint.v1.inventory_service_pb2 import Line

_METHOD = Line(method=METHODS[Method.SUPPLIER_SPECIFIC]).SerializeToString()
_EMISSIONS, _FACTOR = tag_of(Line, "emissions"), tag_of(Line, "factor")
_DIGITS = tag_of(Milligrams, "digits")

_Product = tuple[str, str]
"""Supplier and product."""


@dataclass
class Followers:
    """The lines of one network that a message moves; what footprints quote is read once."""

    network: Network
    _quotes: dict[_Product, Sequence[Quote]] = field(
        default_factory=dict[_Product, Sequence[Quote]]
    )
    _gwp_set: bytes = b""

    def __post_init__(self) -> None:
        """All lines state the inventory's own set."""
        stated = Line(gwp_set=self.network.policy.gwp_set)
        self._gwp_set = stated.SerializeToString(deterministic=True)

    def slot_after(self, old: Slot) -> Slot | None:
        """The slot with its line priced again; None where that is not plain."""
        frame = frame_of(old.activity)
        if frame is None or frame.quantity is None or not old.product_id:
            return None
        quote = self._quote_for(old, frame)
        found = factor_for(quote, frame.unit) if quote is not None else None
        if quote is None or found is None:
            return None
        factor, shown = found
        emissions_mg = priced(frame.quantity, factor)
        known_at = max(frame.recorded_at, quote.recorded_at, 0)
        line = self._line(frame, quote, emissions_mg, shown, known_at)
        return _after(old, line, emissions_mg, self.network.policy.gwp_set, known_at, quote)

    def _quote_for(self, slot: Slot, frame: Frame) -> Quote | None:
        place = slot.supplier_id, slot.product_id
        quotes = self._quotes.get(place)
        if quotes is None:
            quotes = self._quotes[place] = _quotes_of(self.network, *place)
        for quote in quotes:
            if quote.usable_from <= frame.date < quote.usable_until:
                return quote if self.network.policy.gwp_set in quote.gwp_sets else None
        return None

    def _line(
        self, frame: Frame, quote: Quote, emissions_mg: int, factor: str, known_at: int
    ) -> bytes:
        digits = written(_DIGITS, str(emissions_mg).encode())
        return b"".join(
            (
                frame.before_method,
                _METHOD,
                written(_EMISSIONS, digits),
                quote.source,
                frame.between_notes_and_factor,
                written(_FACTOR, factor.encode()),
                self._gwp_set,
                frame.description,
                _known_at(known_at),
            )
        )


def _quotes_of(network: Network, supplier_id: str, product_id: str) -> Sequence[Quote]:
    """What the product's footprints quote, the one that holds first; none where the buyer may not
    see them, or where a bill of materials may take their place."""
    book, held = network.book, network.footprints.get(product_id)
    product = book["products"].get(product_id)
    if held is None or product is None or product.supplier_id != supplier_id:
        return ()
    if not is_visible(product, book["organizations"], network.id):
        return ()
    if network.bills and live_bill(network, product_id) is not None:
        return ()
    known, found = book["footprints"], list[Quote]()
    for identity in held.ids:
        quote = quote_of(known[identity])
        if quote is not None and quote.supplier_id == supplier_id:
            found.append(quote)
    if len(found) > 1:
        found.sort(key=attrgetter("rank"), reverse=True)
    return found


def _after(
    old: Slot, line: bytes, emissions_mg: int, gwp_set: str, known_at: int, quote: Quote
) -> Slot:
    return Slot(
        old.activity_id,
        old.version,
        old.activity,
        line,
        old.category,
        old.year,
        old.supplier_id,
        old.product_id,
        old.classifications,
        Method.SUPPLIER_SPECIFIC,
        emissions_mg,
        gwp_set,
        known_at,
        quote.footprint_id,
    )


@lru_cache(maxsize=4_096)
def _known_at(since_1970: int) -> bytes:
    return Line(known_at=timestamp(since_1970)).SerializeToString(deterministic=True)
