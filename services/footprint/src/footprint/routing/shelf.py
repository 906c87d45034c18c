"""The footprints of a stream, each as the bytes that stand for it in a journal or message.

Nearly all footprints are kept for somebody who may buy later. They become objects when they are
asked for, which is what makes a million of them cheap to take in and to hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

import numpy as np

from footprint.columns.rows import Rows, routed_rows, rows_of
from tierzero.footprint.v1.network_pb2 import NetworkFactsRouted
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint

_NEVER = 0
"""Below every version."""


@dataclass
class Shelf:
    """The newest version of each footprint, by id. Changed by `put` only.

    What came first stays in one piece until it matters which footprint is which.
    """

    _pieces: list[bytes] = field(default_factory=list[bytes])
    _count: int = 0
    """How many footprints are in the pieces."""
    _versions: dict[bytes, int] = field(default_factory=dict[bytes, int])
    _records: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    _of_product: dict[str, tuple[bytes, ...]] = field(default_factory=dict[str, tuple[bytes, ...]])
    """Product → ids of footprints that are or were of it, but for those not looked at yet."""
    _not_looked_at: list[bytes] = field(default_factory=list[bytes])

    def __len__(self) -> int:
        """How many footprints there are."""
        return self._count + len(self._records)

    def envelopes(self) -> Iterable[bytes]:
        """All footprints, as envelopes of one or several."""
        return (*self._pieces, *self._records.values())

    def of_product(self, product_id: str) -> Iterator[Footprint]:
        """The product's footprints in the order of their ids."""
        self._look()
        for identity in sorted(self._of_product.get(product_id, ())):
            footprint = _read(self._records[identity])
            if footprint.product_id == product_id:
                yield footprint

    def known_versions(self, ids: Sequence[bytes]) -> Any:
        """The version held of each; below every version where there is none."""
        self._sort()
        return np.fromiter(map(self._versions.get, ids, repeat(_NEVER)), np.int64, len(ids))

    def put(self, news: Rows) -> None:
        """Put news, each id once, in the place of older versions."""
        if not self and news.are_distinct:
            self._pieces.append(news.envelope)
            self._count = len(news)
        else:
            self._sort()
            self._enter(news)

    def _sort(self) -> None:
        pieces, self._pieces, self._count = self._pieces, [], 0
        for piece in pieces:
            self._enter(routed_rows(piece))

    def _enter(self, news: Rows) -> None:
        self._versions.update(zip(news.ids, news.versions.tolist(), strict=True))
        self._records.update(zip(news.ids, news.records, strict=True))
        self._not_looked_at.extend(news.ids)

    def _look(self) -> None:
        self._sort()
        ids = dict.fromkeys(self._not_looked_at)
        self._not_looked_at.clear()
        products = rows_of(map(self._records.__getitem__, ids)).product_ids
        for identity, product_id in zip(ids, products, strict=True):
            known = self._of_product.get(product_id, ())
            if identity not in known:
                self._of_product[product_id] = (*known, identity)


def newest_of(shelf: Shelf, stated: Rows) -> Rows:
    """Those that are newer than the shelf's, each id once in its highest version; of two that claim
    the same version, the first."""
    if not shelf and stated.are_distinct:
        return stated
    ids = stated.ids
    fresh: Any = np.flatnonzero(stated.versions > shelf.known_versions(ids))
    if not len(fresh):
        return stated[:0]
    # Backwards and by version, so that the last of an id to be noted is the one to keep.
    order = fresh[::-1][np.argsort(stated.versions[fresh][::-1], kind="stable")]
    kept = {ids[index]: index for index in order.tolist()}
    return stated if len(kept) == len(ids) else stated[sorted(kept.values())]


def in_pieces(records: Iterable[bytes], most_bytes: int, most: int) -> Iterator[list[bytes]]:
    """Records in pieces that each fit well into one message."""
    piece: list[bytes] = []
    size = 0
    for record in records:
        if piece and (size + len(record) > most_bytes or len(piece) == most):
            yield piece
            piece, size = [], 0
        piece.append(record)
        size += len(record)
    if piece:
        yield piece


def _read(record: bytes) -> Footprint:
    return NetworkFactsRouted.FromString(record).footprints[0]
