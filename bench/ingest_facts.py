"""What the ingest benchmark feeds the service with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests.unit.footprint import facts
from tierzero.cloud_events import EventAttributes, to_message
from tierzero.topics import ACTIVITIES, FOOTPRINTS, PRODUCTS, Topic

Message = tuple[str, bytes, bytes, list[tuple[str, bytes]]]
_PER_MESSAGE = 100
_QUANTITY = 10
"""Kilograms of each purchase."""


@dataclass(frozen=True)
class Scene:
    """One buyer with one purchase of each of the first products, a hundred products a supplier.

    ``followed``: footprints are versions of those products, and lines follow them. Otherwise each
    is the first of a product that nobody buys, from a supplier that nobody buys from.
    """

    count: int
    followed: bool
    bought: int = 2_000
    buyer: str = "plant"

    @property
    def purchases(self) -> int:
        """Lines that the footprints price."""
        return min(self.count, self.bought)

    @property
    def total(self) -> bytes:
        """Digits of the total when the last version of each footprint is counted."""
        version = -(-self.count // self.purchases)
        figures = (Decimal(_figure(version, number)) for number in range(self.purchases))
        return str(int(sum(figures) * _QUANTITY * 1_000_000)).encode()

    @property
    def name(self) -> str:
        """For people."""
        if self.followed and self.purchases == self.count:
            return f"{self.count:,} footprints, a line follows each"
        if self.followed:
            return f"{self.count:,} footprints, {self.purchases:,} lines follow them"
        return f"{self.count:,} footprints that no purchase rests on"


def _figure(version: int, product: int) -> str:
    """kgCO2e per kg; most differ, as they do in life."""
    return f"{version}.{product % 1000:03}"


def _supplier(product: int) -> str:
    return f"s{product // _PER_MESSAGE}"


def _message(topic: Topic, key: str, stated: list[Any]) -> Message:
    attributes = EventAttributes(
        id=f"{key}-{stated[0].fact.id}-{stated[0].fact.version}",
        source="/tierzero/bench",
        type=topic.event_type,
        subject=key,
        time=datetime.now(UTC),
    )
    value = topic.envelope(facts=stated).SerializeToString()
    return (topic.name, *to_message(attributes, value))


def setting_messages(of: Scene) -> list[Message]:
    """Products and purchases."""
    messages: list[Message] = []
    for start in range(0, of.purchases, _PER_MESSAGE):
        numbers = range(start, start + _PER_MESSAGE)
        supplier = _supplier(start)
        products = [facts.product(f"p{number}", supplier) for number in numbers]
        bought = [
            facts.purchase(f"a{number}", f"p{number}", buyer=of.buyer, supplier=supplier)
            for number in numbers
        ]
        messages.append(_message(PRODUCTS, supplier, products))
        messages.append(_message(ACTIVITIES, of.buyer, bought))
    return messages


def footprint_messages(of: Scene) -> list[Message]:
    """The footprints, a hundred of one supplier to a message."""
    return [_footprints(version, first) for version, first in _places(of)]


def _places(of: Scene) -> Iterator[tuple[int, int]]:
    """Version and first product of each message."""
    for start in range(0, of.count, _PER_MESSAGE):
        if of.followed:
            version, first = divmod(start, of.purchases)
            yield version + 1, first
        else:
            yield 1, of.bought + start


def _footprints(version: int, first: int) -> Message:
    supplier = _supplier(first)
    stated = [
        facts.footprint(f"f{number}", f"p{number}", _figure(version, number), supplier, version)
        for number in range(first, first + _PER_MESSAGE)
    ]
    return _message(FOOTPRINTS, supplier, stated)
