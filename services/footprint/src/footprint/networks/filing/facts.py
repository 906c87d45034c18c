"""The facts of a snapshot: one serialized bundle, of which most is read when it is asked for."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from footprint.bundles import KINDS, Book, Bundle
from footprint.networks.filing.buffers import Array, lines, texts
from footprint.networks.filing.filed import Filed, rows_of
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillOfMaterials
from tierzero.supplier_portal.v1.product_pb2 import Product

FILED_KINDS = ("products", "bills_of_materials")
"""What networks hold most of, and what no line has to be priced with at once. The others come
first, so that they can be read as a bundle of their own."""

_DELIMITED = 2
"""The wire type of messages in protobuf's encoding."""


_MESSAGES: Mapping[str, Any] = {"products": Product, "bills_of_materials": BillOfMaterials}


@dataclass(frozen=True)
class Slices:
    """Facts of one kind in bytes that hold more."""

    kind: str
    data: bytes
    starts: Array
    ends: Array

    def bytes_of(self, row: int) -> bytes:
        """One fact, serialized."""
        return self.data[int(self.starts[row]) : int(self.ends[row])]

    def fact(self, row: int) -> Any:
        """One fact."""
        return _MESSAGES[self.kind].FromString(self.bytes_of(row))


def serialized_facts(book: Book) -> tuple[list[bytes], dict[str, Array]]:
    """The book as pieces of a serialized bundle, and where in them the facts of filed kinds are."""
    pieces, arrays, position = list[bytes](), dict[str, Array](), 0
    for kind in (*(one for one in KINDS if one not in FILED_KINDS), *FILED_KINDS):
        first = position
        starts, ends, ids = list[int](), list[int](), list[str]()
        for identity, fact in _serialized(book[kind]):
            head = _head(kind, len(fact))
            pieces += (head, fact)
            starts.append(position + len(head))
            position += len(head) + len(fact)
            ends.append(position)
            ids.append(identity)
        if kind in FILED_KINDS:
            arrays[f"{kind}.first"] = np.array([first], np.int64)
            arrays[f"{kind}.starts"] = np.array(starts, np.int64)
            arrays[f"{kind}.ends"] = np.array(ends, np.int64)
            arrays[f"{kind}.ids"] = lines(ids)
    return pieces, arrays


def _serialized(facts: Mapping[str, Any]) -> list[tuple[str, bytes]]:
    source: Any = facts.source if isinstance(facts, Filed) else None
    return [
        (name, facts[name].SerializeToString() if row is None else source.bytes_of(row))
        for name, row in rows_of(facts)
    ]


def _head(kind: str, size: int) -> bytes:
    number = Bundle.DESCRIPTOR.fields_by_name[kind].number
    return _varint(number << 3 | _DELIMITED) + _varint(size)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def unfiled(facts: bytes, arrays: Mapping[str, Array]) -> Bundle:
    """The facts of all other kinds."""
    return Bundle.FromString(facts[: int(arrays[f"{FILED_KINDS[0]}.first"][0])])


def slices_of(kind: str, facts: bytes, arrays: Mapping[str, Array]) -> Slices:
    """The facts of a filed kind."""
    return Slices(kind, facts, arrays[f"{kind}.starts"], arrays[f"{kind}.ends"])


def filed_facts(slices: Slices, arrays: Mapping[str, Array]) -> MutableMapping[str, Any]:
    """Facts by id, as a book holds them."""
    ids = texts(arrays[f"{slices.kind}.ids"])
    rows = dict(zip(ids, range(len(ids)), strict=True))
    return Filed[Any](rows, partial(_fact, slices), slices)


def _fact(slices: Slices, row: int) -> Any:
    return slices.fact(row)
