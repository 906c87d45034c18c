"""What changed on a sheet as messages of the bus: columns, copied as they lie in memory.

Products are named once, on the roster; after that a change names places. Columns that are the same
everywhere take one entry, columns that did not change none. Packed doubles and fixed-width integers
of protobuf are little-endian arrays, so a wide change costs a copy a column instead of a Python
object a number. `tierzero.facts.roll_ups` reads it back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from carbon.rollup import columns
from carbon.rollup.marks import Marks
from footprint.networks.rollups.messages import finding_message
from footprint.networks.rollups.packing import (
    Piece,
    are_figures,
    doubles,
    gathered,
    is_one,
    message,
    packed,
    packed_small,
    place_fields,
)
from footprint.networks.rollups.rolling import YearChange
from footprint.networks.rollups.sheet import (
    BILL_VERSION,
    DECLARED_UNIT,
    EVERY_COLUMN,
    NEWEST,
    Sheet,
)
from footprint.networks.rollups.variants import in_blocks
from tierzero.footprint.v1.roll_up_pb2 import RollUpChange, RollUpRoster, RollUpsChanged

_MOST_BYTES = 750_000
"""Of columns in one message, which stays well below the broker's limit."""

_MOST_NAMES = 4_000

_NUMBERS = {
    name: RollUpChange.DESCRIPTOR.fields_by_name[name].number
    for name in ("bill_versions", "declared_units", "values", "known_at")
}
_CHANGES = RollUpsChanged.DESCRIPTOR.fields_by_name["changes"].number
_MARKS = {BILL_VERSION: "bill_versions", DECLARED_UNIT: "declared_units", NEWEST: "known_at"}
"""Columns of marks that are stated."""


@dataclass(frozen=True)
class Encoded:
    """A serialized RollUpsChanged and how many products it is about."""

    value: bytes
    products: int


def encoded(network_id: str, change: YearChange) -> Iterator[Encoded]:
    """The change in as many messages as it takes, all of one revision."""
    yield from _roster(network_id, change)
    if not len(change.places):
        return
    if _are_figures(change) and _are_alike(change):
        yield from _figures(network_id, change, change.places, change.columns)
        return
    rest, is_figure = _without_figures(network_id, change)
    if not is_figure.all():
        yield Encoded(RollUpsChanged(changes=[rest]).SerializeToString(), int((~is_figure).sum()))
    # What has come is stated whole, what has moved only where it is something else.
    is_whole = change.columns == EVERY_COLUMN
    for group in (is_figure & is_whole, is_figure & ~is_whole):
        if group.any():
            yield from _figures(network_id, change, change.places[group], change.columns[group])


def _are_figures(change: YearChange) -> bool:
    """Whether a figure is shown at every place; findings are looked for one by one elsewhere."""
    return not change.sheet.findings and are_figures(change.sheet.marks, change.places)


def _are_alike(change: YearChange) -> bool:
    """Whether all has come, or all has moved."""
    whole = int(np.count_nonzero(change.columns == EVERY_COLUMN))
    return whole in (0, len(change.places))


def _roster(network_id: str, change: YearChange) -> Iterator[Encoded]:
    for start in range(change.first_new, change.on_roster, _MOST_NAMES):
        some = change.sheet.product_ids[start : min(start + _MOST_NAMES, change.on_roster)]
        roster = RollUpRoster(
            network_id=network_id, year=change.sheet.year, first_place=start, product_ids=some
        )
        yield Encoded(RollUpsChanged(rosters=[roster]).SerializeToString(), len(some))


def _head(network_id: str, sheet: Sheet) -> RollUpChange:
    return RollUpChange(network_id=network_id, year=sheet.year, revision=sheet.revision)


def _without_figures(network_id: str, change: YearChange) -> tuple[RollUpChange, NDArray[np.bool_]]:
    """What is withdrawn and what is wrong, by name; and where the figures are."""
    sheet, rest = change.sheet, _head(network_id, change.sheet)
    is_figure = sheet.marks[change.places, BILL_VERSION] != 0
    for index in np.flatnonzero(~is_figure).tolist():
        rest.withdrawn_product_ids.append(sheet.product_ids[change.places[index]])
    if sheet.findings:
        for index, place in enumerate(change.places.tolist()):
            if place in sheet.findings:
                is_figure[index] = False
                marks = sheet.marks[place].tolist()
                finding = finding_message(sheet.product_ids[place], marks, sheet.findings[place])
                rest.findings.append(finding)
    return rest, is_figure


def _figures(
    network_id: str, change: YearChange, places: Marks, changed: Marks
) -> Iterator[Encoded]:
    stated = int(np.bitwise_or.reduce(changed))
    head = _head(network_id, change.sheet)
    head.roster_size = change.on_roster
    head.roster_digest = _digest(change.sheet, change.on_roster)
    start = head.SerializeToString()
    most = _MOST_BYTES // (8 * max(1, stated.bit_count()))
    for first in range(0, len(places), most):
        some = places[first : first + most]
        yield Encoded(_written(change.sheet, start, some, stated), len(some))


def _written(sheet: Sheet, head: bytes, places: Marks, stated: int) -> bytes:
    """Columns at the places as one message: in blocks of equal neighbours where that is shorter."""
    of_rows = [column for column in range(columns.WIDTH) if stated >> column & 1]
    of_marks = [mark for mark in _MARKS if stated >> (columns.WIDTH + mark) & 1]
    found = gathered(sheet.rows, sheet.marks, places, of_rows, of_marks)
    rows, marks = found[: len(of_rows)], found[len(of_rows) :]
    numbers = [_NUMBERS["values"] + column for column in of_rows]
    if of_rows and all(map(is_one, marks)):
        begin = b"".join((head, *_marks(of_marks, marks)))
        written = in_blocks(begin, places, rows, numbers)
        if written is not None:
            return written
    of_doubles = (doubles(*column) for column in zip(numbers, rows, strict=True))
    pieces = chain(place_fields(places), *of_doubles, _marks(of_marks, marks))
    return message(_CHANGES, (head, *pieces))


def _marks(of_marks: Sequence[int], found: Iterable[Marks]) -> Iterator[Piece]:
    for mark, values in zip(of_marks, found, strict=True):
        # Every unit's number is below 128 and so a varint of one byte.
        pack = packed_small if mark == DECLARED_UNIT else packed
        yield from pack(_NUMBERS[_MARKS[mark]], values)


def _digest(sheet: Sheet, size: int) -> bytes:
    """Of the first so many names on the roster; changes are encoded in the order of revisions."""
    names = sheet.product_ids[sheet.digested : size]
    if names:
        sheet.digest.update(b"".join(name.encode() + b"\0" for name in names))
        sheet.digested = size
    return sheet.digest.digest()
