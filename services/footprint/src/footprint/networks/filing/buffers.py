"""Named arrays and texts as one value of bytes, read without copying and without a look at any."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_HEAD = 8
"""Bytes in which the length of the index is told."""
_ALIGNED = 64


class Unfileable(ValueError):
    """A name that cannot be told from two: it contains the sign that ends names."""


def packed(about: Mapping[str, Any], arrays: Mapping[str, Array]) -> bytes:
    """What is told about the whole, in JSON, and the arrays as they lie in memory."""
    index = {name: (one.dtype.str, list(one.shape)) for name, one in arrays.items()}
    head = json.dumps({"about": about, "arrays": index}).encode()
    head += b" " * (-(_HEAD + len(head)) % _ALIGNED)
    pieces = [len(head).to_bytes(_HEAD, "little"), head]
    for one in arrays.values():
        data = one.tobytes()
        pieces += [data, b"\0" * (-len(data) % _ALIGNED)]
    return b"".join(pieces)


def told(data: bytes) -> Mapping[str, Any]:
    """What is told about the whole."""
    return _head(data)["about"]


def unpacked(data: bytes) -> dict[str, Array]:
    """The arrays, which cannot be written to."""
    found, start = dict[str, Array](), _HEAD + int.from_bytes(data[:_HEAD], "little")
    for name, (kind, shape) in _head(data)["arrays"].items():
        dtype = np.dtype(kind)
        count = int(np.prod(shape))
        found[name] = np.frombuffer(data, dtype, count, start).reshape(shape)
        size = count * dtype.itemsize
        start += size + -size % _ALIGNED
    return found


def _head(data: bytes) -> Mapping[str, Any]:
    return json.loads(data[_HEAD : _HEAD + int.from_bytes(data[:_HEAD], "little")])


def lines(texts: Iterable[str]) -> Array:
    """Texts that contain no line feed, one after the other."""
    held = list(texts)
    whole = "".join([f"{one}\n" for one in held])
    if whole.count("\n") != len(held):
        raise Unfileable
    return np.frombuffer(whole.encode(), np.uint8)


def texts(array: Array) -> list[str]:
    """What `lines` was given."""
    found = array.tobytes().decode().split("\n")
    del found[-1]
    return found
