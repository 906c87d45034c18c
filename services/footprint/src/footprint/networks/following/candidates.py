"""Which stated footprints the lines of a message may rest on, as columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np

from carbon.footprint.validity import expiry
from footprint.columns import quotes
from footprint.networks.network import Network
from footprint.networks.rollups.judging import live_bill
from footprint.networks.unread import Unread
from footprint.routing.sharing import is_visible

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Place = tuple[str, str]
"""Supplier and product."""


@dataclass(frozen=True)
class Candidates:
    """Footprints that lie one after the other, product by product."""

    products: Any
    """Of each line the number of its product; −1 for none."""
    ids: Sequence[str]
    data: Any
    table: Any
    """What they quote: `footprint.columns.quotes`."""
    firsts: Any
    """Of each product its first footprint, and after the last how many there are."""


def candidates_for(network: Network, places: Sequence[Place], unread: Unread) -> Candidates | None:
    """The footprints of what was bought; none of a product whose footprints the buyer may not see,
    or whose bill of materials may take their place. None where there are none at all."""
    numbers, ids, firsts = dict[Place, int](), list[str](), list[int]()
    for place in dict.fromkeys(places):
        held = network.footprints.get(place[1])
        numbers[place] = -1
        if held is not None and _may_be_used(network, *place):
            numbers[place] = len(firsts)
            firsts.append(len(ids))
            ids.extend(held.ids)
    if not ids:
        return None
    table, data = _read(network, ids, unread)
    return Candidates(
        np.fromiter(map(numbers.__getitem__, places), np.int64, len(places)),
        ids,
        data,
        table,
        np.array([*firsts, len(ids)], np.int64),
    )


def _may_be_used(network: Network, supplier_id: str, product_id: str) -> bool:
    product = network.book["products"].get(product_id)
    if product is None or product.supplier_id != supplier_id:
        return False
    if not is_visible(product, network.book["organizations"], network.id):
        return False
    return not network.bills or live_bill(network, product_id) is None


def _read(network: Network, ids: Sequence[str], unread: Unread) -> tuple[Any, Any]:
    known, fresh = network.book["footprints"], unread.contents
    data, ends = joined([fresh.get(one) or known[one].SerializeToString() for one in ids])
    table = np.zeros((quotes.QUOTE_HEIGHT, len(ids)), np.int64)
    gwp_set = np.frombuffer(network.policy.gwp_set.encode(), np.uint8)
    quotes.read_quotes(data, ends, gwp_set, table)
    until = table[quotes.USABLE_UNTIL]
    is_open = until == quotes.NOT_STATED
    until[is_open] = of_distinct(_expiry, table[quotes.PERIOD_END][is_open])
    return table, data


def joined(pieces: Sequence[bytes]) -> tuple[Any, Any]:
    """All bytes, and where each piece ends."""
    ends = np.fromiter(accumulate(map(len, pieces)), np.int64, len(pieces))
    return np.frombuffer(b"".join(pieces), np.uint8), ends


def of_distinct(function: Callable[[int], int], numbers: Any) -> Any:
    """The function's value for each number; it is asked once for those that are the same."""
    distinct, inverse = np.unique(numbers, return_inverse=True)
    return np.fromiter(map(function, distinct.tolist()), np.int64, len(distinct))[inverse]


@lru_cache(maxsize=4_096)
def _expiry(period_end: int) -> int:
    moment = expiry(_EPOCH + timedelta(microseconds=period_end), None)
    return (moment - _EPOCH) // _MICROSECOND
