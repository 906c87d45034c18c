"""Reading `footprint.roll-ups.v1`: calculated footprints from messages that come in any order.

For whoever listens to the topic. A message may come more than once; a change that names products
not heard of yet waits for their names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b

from tierzero.footprint.v1.roll_up_pb2 import (
    RollUpChange,
    RollUpFinding,
    RollUpRoster,
    RollUpsChanged,
)

COLUMNS = (
    "bill_versions",
    "declared_units",
    "values",
    "uncertainties",
    "primary_data_shares",
    "technological_dqrs",
    "geographical_dqrs",
    "temporal_dqrs",
    "filled_shares",
    "verified_shares",
    "known_at",
)
"""Names of the columns of a change."""

_NAME_OF = {RollUpChange.DESCRIPTOR.fields_by_name[name].number: name for name in COLUMNS}


@dataclass
class Entry:
    """What is known of one product: each column's newest value, and since when there is none."""

    columns: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])
    """Column → revision and value."""
    without: int = -1
    """Newest revision in which there was no figure."""
    finding: RollUpFinding | None = None
    """Why not; None where nothing is shown of the product."""

    @property
    def figure(self) -> dict[str, float] | None:
        """The columns by name; None where the product has no figure."""
        newest = max((revision for revision, _ in self.columns.values()), default=-1)
        if newest <= self.without:
            return None
        return {name: value for name, (_, value) in self.columns.items()}


@dataclass
class RollUps:
    """Calculated footprints of one network and year; changed by `listen` only."""

    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    """By product."""
    names: dict[int, str] = field(default_factory=dict[int, str])
    """By place on the roster."""
    waiting: list[RollUpChange] = field(default_factory=list[RollUpChange])

    def figures(self) -> dict[str, dict[str, float]]:
        """Products that have a figure."""
        held = {product_id: entry.figure for product_id, entry in self.entries.items()}
        return {product_id: figure for product_id, figure in held.items() if figure is not None}


Key = tuple[str, int]
"""Network and year."""


def listen(known: dict[Key, RollUps], message: RollUpsChanged) -> None:
    """Take in one message."""
    for roster in message.rosters:
        _name(_of(known, roster), roster)
    for change in message.changes:
        _of(known, change).waiting.append(change)
    for one in known.values():
        one.waiting = [change for change in one.waiting if not _applied(one, change)]


def _of(known: dict[Key, RollUps], about: RollUpChange | RollUpRoster) -> RollUps:
    return known.setdefault((about.network_id, about.year), RollUps())


def _name(one: RollUps, roster: RollUpRoster) -> None:
    one.names.update(enumerate(roster.product_ids, roster.first_place))


def _applied(one: RollUps, change: RollUpChange) -> bool:
    """Apply a change whose products are known; False where it has to wait."""
    if change.roster_size and _digest(one, change.roster_size) != change.roster_digest:
        return False
    products = list(change.product_ids) or [one.names[place] for place in places_of(change)]
    for column in COLUMNS:
        _put(one, change.revision, column, products, getattr(change, column))
    for few in change.few_values:
        values = (few.values[index] for index in few.indices)
        _put(one, change.revision, _NAME_OF[few.column], products, values)
    for finding in change.findings:
        _end(one, change.revision, finding.product_id, finding)
    for product_id in change.withdrawn_product_ids:
        _end(one, change.revision, product_id, None)
    return True


def _digest(one: RollUps, size: int) -> bytes:
    if any(place not in one.names for place in range(size)):
        return b""
    names = b"".join(one.names[place].encode() + b"\0" for place in range(size))
    return blake2b(names, digest_size=8).digest()


def places_of(change: RollUpChange) -> Iterator[int]:
    """The places a change is about, rising."""
    yield from change.places
    for byte, bits in enumerate(change.place_bits):
        for bit in range(8):
            if bits >> bit & 1:
                yield change.first_place + 8 * byte + bit


def _put(
    one: RollUps, revision: int, column: str, products: list[str], values: Iterable[float]
) -> None:
    stated = list(values)
    if not stated:
        return
    every = stated * len(products) if len(stated) == 1 else stated
    for product_id, value in zip(products, every, strict=True):
        columns = one.entries.setdefault(product_id, Entry()).columns
        if revision >= columns.get(column, (revision, 0))[0]:
            columns[column] = revision, value


def _end(one: RollUps, revision: int, product_id: str, finding: RollUpFinding | None) -> None:
    entry = one.entries.setdefault(product_id, Entry())
    if revision > entry.without:
        entry.without, entry.finding = revision, finding
