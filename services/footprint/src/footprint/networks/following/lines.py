"""Prices again, all at once, the purchases whose product's footprint is news.

Most of what arrives changes the figure of a footprint that a line rests on. Purchases and
footprints are read, chosen, multiplied and written as lines by compiled code over their bytes;
Python sees each line once, as bytes and a figure. The bytes are those of
`footprint.networks.lining`, which prices what is not plain: other units of mass, other GWP sets,
bills of materials, purchases without quantity or usable footprint, numbers of many digits.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, repeat
from typing import Any

import numpy as np

from carbon.scope3.results import Method
from footprint.columns import following, purchases, quotes
from footprint.networks.following.candidates import Candidates, candidates_for, joined
from footprint.networks.following.multiples import multiples_of
from footprint.networks.network import Network
from footprint.networks.slots import Slot
from footprint.networks.unread import Unread
from tierzero.footprint.v1.inventory_service_pb2 import Line


def slots_after(network: Network, slots: Sequence[Slot], unread: Unread) -> list[Slot | None]:
    """Each slot with its line priced again since the news; None where that is not plain."""
    places = [(one.supplier_id, one.product_id) for one in slots]
    found = candidates_for(network, places, unread)
    if found is None:
        return [None] * len(slots)
    table, written = _written(network, [one.activity for one in slots], found)
    is_written = table[following.CHOSEN] >= 0
    after = _after(slots, network.policy.gwp_set, table, found.ids, written)
    return [one if is_one else None for one, is_one in zip(after, is_written.tolist(), strict=True)]


def _written(
    network: Network, activities: Sequence[bytes], found: Candidates
) -> tuple[Any, Sequence[bytes]]:
    """What was found of each line, and the lines."""
    data, ends = joined(activities)
    bought = np.zeros((purchases.PURCHASE_HEIGHT, len(activities)), np.int64)
    purchases.read_purchases(data, ends, bought)
    table = np.zeros((following.FOLLOWED_HEIGHT, len(activities)), np.int64)
    gwp_set = _gwp_set_field(network.policy.gwp_set)
    room = len(data) + len(activities) * (_longest(found) + len(gwp_set))
    out = np.empty(room, np.uint8)
    following.follow(
        data,
        bought,
        found.products,
        found.data,
        found.table,
        found.firsts,
        _multiples(data, bought, found.table),
        gwp_set,
        out,
        table,
    )
    return table, _pieces(out, table[following.LINE_END].tolist())


def _longest(found: Candidates) -> int:
    """Bytes that suffice for a line beside the texts of its purchase."""
    texts = found.table[[quotes.ID_END, quotes.LABEL_END]]
    texts = texts - found.table[[quotes.ID_START, quotes.LABEL_START]]
    return following.ROOM + int(texts.sum(axis=0).max())


def _pieces(out: Any, ends: Sequence[int]) -> Sequence[bytes]:
    held = out[: ends[-1]].tobytes()
    return [held[begin:end] for begin, end in pairwise((0, *ends))]


def _multiples(data: Any, bought: Any, stated: Any) -> Any:
    """Both tables get the numbers of their units in what is returned."""
    rows, bought[purchases.UNIT_LIKE] = np.unique(bought[purchases.UNIT_LIKE], return_inverse=True)
    declared, stated[quotes.UNIT] = np.unique(stated[quotes.UNIT], return_inverse=True)
    spans = bought[purchases.UNIT_START : purchases.UNIT_END + 1, rows].T.tolist()
    units = [data[start:end].tobytes().decode() for start, end in spans]
    return multiples_of(units, declared.tolist())


def _gwp_set_field(gwp_set: str) -> Any:
    """All lines state the inventory's own set."""
    return np.frombuffer(Line(gwp_set=gwp_set).SerializeToString(deterministic=True), np.uint8)


def _after(
    slots: Sequence[Slot], gwp_set: str, table: Any, ids: Sequence[str], lines: Sequence[bytes]
) -> Iterator[Slot]:
    """By columns, as a slot has many fields; they come in the order of the slot's."""
    columns = list(zip(*slots, strict=True))
    chosen = table[following.CHOSEN].tolist()
    return map(
        Slot._make,
        zip(
            *columns[:3],
            lines,
            *columns[4:9],
            repeat(Method.SUPPLIER_SPECIFIC),
            table[following.EMISSIONS].tolist(),
            repeat(gwp_set),
            table[following.KNOWN_AT].tolist(),
            map(ids.__getitem__, chosen),
            strict=False,
        ),
    )
