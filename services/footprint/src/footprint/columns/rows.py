"""Footprints in columns: what is news, where it belongs and what it says, as slices of bytes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from footprint.columns import layout
from footprint.columns.layout import Table
from footprint.columns.scanning import count_fields, scan
from footprint.routing.reduction import KEPT, cut_footprints
from footprint.values import check_footprint
from tierzero.agents import Unusable
from tierzero.common.v1.unit_pb2 import DeclaredUnit
from tierzero.facts import declared_unit_from_message
from tierzero.footprint.v1.network_pb2 import NetworkFactsRouted
from tierzero.supplier_portal.v1.footprint_pb2 import CarbonFootprint, Footprint, FootprintsStated

_STATED = FootprintsStated.DESCRIPTOR.fields_by_name["facts"].number
_ROUTED = NetworkFactsRouted.DESCRIPTOR.fields_by_name["footprints"].number


@dataclass(frozen=True)
class Rows:
    """Some footprints of an envelope that was scanned."""

    read: bytes
    written: bytes
    table: Table

    def __len__(self) -> int:
        """How many there are."""
        return self.table.shape[1]

    def __getitem__(self, which: Any) -> "Rows":
        """Some of them, by a slice, numbers or a mask."""
        return Rows(self.read, self.written, self.table[:, which])

    @property
    def versions(self) -> Any:
        """Version of each."""
        return self.table[layout.VERSION]

    @cached_property
    def ids(self) -> list[bytes]:
        """Id of each."""
        return self._pieces(self.read, layout.ID_START)

    @cached_property
    def are_distinct(self) -> bool:
        """Whether each id surely comes only once."""
        hashes = np.sort(self.table[layout.ID_HASH])
        return bool((hashes[1:] != hashes[:-1]).all())

    @cached_property
    def product_ids(self) -> list[str]:
        """Product of each."""
        return [one.decode() for one in self._pieces(self.read, layout.PRODUCT_START)]

    @cached_property
    def records(self) -> list[bytes]:
        """Each as a field of `NetworkFactsRouted`; such fields in a row are an envelope."""
        return self._pieces(self.written, layout.RECORD_START)

    @cached_property
    def envelope(self) -> bytes:
        """All of them as a `NetworkFactsRouted` without network."""
        begins, ends = self.table[layout.RECORD_START], self.table[layout.RECORD_END]
        if len(self) and (begins[1:] == ends[:-1]).all():
            return self.written[int(begins[0]) : int(ends[-1])]
        return b"".join(self.records)

    def _pieces(self, held: bytes, start: int) -> list[bytes]:
        begins, ends = self.table[start].tolist(), self.table[start + 1].tolist()
        return [held[begin:end] for begin, end in zip(begins, ends, strict=True)]

    def by_supplier(self) -> dict[str, "Rows"]:
        """Those of each supplier, in their order."""
        runs: dict[bytes, list[Rows]] = {}
        for run in self._runs():
            start, end = run.table[layout.SUPPLIER_START : layout.SUPPLIER_END + 1, 0].tolist()
            runs.setdefault(self.read[start:end], []).append(run)
        return {name.decode(): self._joined(parts) for name, parts in runs.items()}

    def _runs(self) -> Iterator["Rows"]:
        """Neighbours of one supplier; nearly always all of a message."""
        begins = np.flatnonzero(self.table[layout.IS_CONTINUED] == 0).tolist()
        for begin, end in pairwise((*begins, len(self))):
            yield self[begin:end]

    def _joined(self, parts: Sequence["Rows"]) -> "Rows":
        if len(parts) == 1:
            return parts[0]
        return Rows(self.read, self.written, np.hstack([one.table for one in parts]))


def stated_rows(envelope: bytes) -> Rows:
    """The footprints of a serialized `FootprintsStated`; raises Unusable where one of them cannot
    be computed with."""
    rows = _scanned(envelope, _STATED)
    unsure = rows[rows.table[layout.JUDGEMENT] != layout.USABLE]
    for start, end in unsure.table[[layout.START, layout.END]].T.tolist():
        _check(Footprint.FromString(unsure.read[start:end]))
    return rows


def routed_rows(envelope: bytes) -> Rows:
    """The footprints of a serialized `NetworkFactsRouted`, which have been admitted."""
    return _scanned(envelope, _ROUTED)


def rows_of(records: Iterable[bytes]) -> Rows:
    """Footprints from their records."""
    return routed_rows(b"".join(records))


def _check(footprint: Footprint) -> None:
    if footprint.fact.version < 1 or not footprint.fact.id:
        raise Unusable("missing-identity", "a fact lacks its id or version")
    check_footprint(footprint)


def _scanned(envelope: bytes, field: int) -> Rows:
    found = _scan(envelope, field)
    if found is None:
        # The library writes regularly what it has read.
        found = _scan(cut_footprints(envelope, field == _ROUTED), field)
        assert found is not None
    return found


def _scan(envelope: bytes, field: int) -> Rows | None:
    data = np.frombuffer(envelope, np.uint8)
    count = count_fields(data, field)
    if count < 0:
        return None
    table = np.zeros((layout.HEIGHT, count), np.int64)
    out = np.empty(len(data) + 16, np.uint8)
    end = scan(data, field, *_contract(), out, table)
    return None if end < 0 else Rows(envelope, out[:end].tobytes(), table)


@cache
def _contract() -> tuple[Any, Any, Any]:
    """Fields that stay, of a footprint and of its totals, and units that are known, by number."""
    units = DeclaredUnit.values()
    known = np.zeros(max(units) + 1, np.uint8)
    known[[one for one in units if declared_unit_from_message(one) is not None]] = 1
    return _kept(Footprint), _kept(CarbonFootprint), known


def _kept(message: Any) -> Any:
    fields = message.DESCRIPTOR.fields_by_name
    kept = np.zeros(max(one.number for one in message.DESCRIPTOR.fields) + 1, np.uint8)
    kept[[fields[name].number for name in KEPT[message.DESCRIPTOR.name]]] = 1
    return kept
