"""Whether bytes surely are a message that the protobuf library reads, found without reading it.

Reading an envelope makes objects of all it holds, only to find that nothing is wrong with it. Here
its bytes are walked over in compiled code: every field has the wire type of the contract and ends
within its message, every text is UTF-8. Whatever else there may be (unknown fields, groups, numbers
that no serializer writes so) is not judged: the library decides about that message.

Sources: protobuf.dev/programming-guides/encoding; RFC 3629 for UTF-8.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from google.protobuf.descriptor import FieldDescriptor

from footprint.columns.compiling import compiled
from footprint.columns.layout import Table
from footprint.columns.wire import (
    FIXED32,
    FIXED64,
    LENGTH_DELIMITED,
    VARINT,
    Bytes,
    Number,
    after,
    varint,
    width_of,
)

_UNKNOWN: Final = 0
_VARINT: Final = 1
_FIXED64: Final = 2
_FIXED32: Final = 3
_BYTES: Final = 4
_TEXT: Final = 5
_VARINTS: Final = 6
"""Several in a row, packed."""
_MESSAGE: Final = 7
"""This and what is above are messages: the first, the second, …"""

_DEEPEST: Final = 32
_LONGEST_VARINT: Final = 10

_WIRE_TYPES = {
    FieldDescriptor.TYPE_FIXED64: _FIXED64,
    FieldDescriptor.TYPE_SFIXED64: _FIXED64,
    FieldDescriptor.TYPE_DOUBLE: _FIXED64,
    FieldDescriptor.TYPE_FIXED32: _FIXED32,
    FieldDescriptor.TYPE_SFIXED32: _FIXED32,
    FieldDescriptor.TYPE_FLOAT: _FIXED32,
    FieldDescriptor.TYPE_BYTES: _BYTES,
    FieldDescriptor.TYPE_STRING: _TEXT,
}


def well_formed(message: Any) -> Callable[[bytes], bool]:
    """What tells of bytes whether they surely are such a message (by its descriptor); False where
    that is not sure."""
    kinds = _kinds(message)

    def is_well_formed(value: bytes) -> bool:
        stack = np.empty((2, _DEEPEST), np.int64)
        return bool(is_whole(np.frombuffer(value, np.uint8), kinds, stack))

    return is_well_formed


def _kinds(root: Any) -> Table:
    """Kind of each field by number, one row for each message that may occur."""
    messages = [root]
    for one in messages:
        inner = [field.message_type for field in one.fields if field.message_type]
        messages += [held for held in dict.fromkeys(inner) if held not in messages]
    width = 1 + max(field.number for one in messages for field in one.fields)
    kinds = np.full((len(messages), width), _UNKNOWN, np.int64)
    for row, one in enumerate(messages):
        for field in one.fields:
            kinds[row, field.number] = _kind(field, messages)
    return kinds


def _kind(field: Any, messages: list[Any]) -> int:
    if field.type == FieldDescriptor.TYPE_GROUP:
        return _UNKNOWN
    if field.message_type:
        return _MESSAGE + messages.index(field.message_type)
    kind = _WIRE_TYPES.get(field.type, _VARINT)
    if not field.is_packed:
        return kind
    return _VARINTS if kind == _VARINT else _UNKNOWN


@compiled
def is_whole(data: Bytes, kinds: Table, stack: Table) -> bool:
    """Whether the bytes are a message of the first row; not where that is not sure.

    ``stack``: room for ends and rows of the messages around the present one.
    """
    at, depth, row, end = 0, 0, 0, len(data)
    if end == 0:
        return False
    while True:
        while at == end and depth > 0:
            depth -= 1
            end, row = stack[0, depth], stack[1, depth]
        if at == end:
            return True
        tag, content = _short_varint(data, at, end)
        number, wire = tag >> 3, tag & 7
        if content < 0 or number >= kinds.shape[1]:
            return False
        kind = kinds[row, number]
        if wire != _wire_of(kind):
            return False
        at = after(data, content, end, wire)
        if at < 0:
            return False
        if kind == _VARINT:
            if not _is_number(data, content, at):
                return False
        elif wire == LENGTH_DELIMITED:
            _, content = _short_varint(data, content, end)
            if content < 0:
                return False
            if kind >= _MESSAGE:
                if depth == stack.shape[1]:
                    return False
                stack[0, depth], stack[1, depth] = end, row
                depth += 1
                at, end, row = content, at, kind - _MESSAGE
            elif not _is_kind(data, content, at, kind):
                return False


@compiled
def _short_varint(data: Bytes, at: int, end: int) -> tuple[Number, int]:
    """A tag or a length in as few bytes as it takes: of longer ones the library reads some."""
    value, following = varint(data, at, end)
    return value, following if following - at == width_of(value) else -1


@compiled
def _is_kind(data: Bytes, start: int, end: int, kind: int) -> bool:
    """Whether content without fields is of its kind."""
    if kind == _TEXT:
        return _is_text(data, start, end)
    return kind != _VARINTS or _are_numbers(data, start, end)


@compiled
def _wire_of(kind: int) -> int:
    if kind >= _BYTES:
        return LENGTH_DELIMITED
    if kind == _VARINT:
        return VARINT
    if kind == _FIXED64:
        return FIXED64
    return FIXED32 if kind == _FIXED32 else -1


@compiled
def _is_number(data: Bytes, start: int, end: int) -> bool:
    """Whether a varint that ends there has at most 64 bits."""
    return end - start < _LONGEST_VARINT or data[end - 1] == 1


@compiled
def _are_numbers(data: Bytes, at: int, end: int) -> bool:
    while at < end:
        start = at
        at = after(data, at, end, VARINT)
        if at < 0 or not _is_number(data, start, at):
            return False
    return True


@compiled
def _is_text(data: Bytes, start: int, end: int) -> bool:
    # Nearly all texts are ASCII, and so many bytes are looked at in one step.
    together: Number = np.uint8(0)
    for place in range(start, end):
        together |= data[place]
    return together < 0x80 or _is_utf8(data, start, end)


@compiled
def _is_utf8(data: Bytes, at: int, end: int) -> bool:
    while at < end:
        first = data[at]
        at += 1
        if first < 0x80:
            continue
        # What the second byte may be shuts out overlong forms, surrogates and what is too great.
        least, most = 0x80, 0xBF
        if 0xC2 <= first <= 0xDF:
            following = 1
        elif 0xE0 <= first <= 0xEF:
            following = 2
            least = 0xA0 if first == 0xE0 else 0x80
            most = 0x9F if first == 0xED else 0xBF
        elif 0xF0 <= first <= 0xF4:
            following = 3
            least = 0x90 if first == 0xF0 else 0x80
            most = 0x8F if first == 0xF4 else 0xBF
        else:
            return False
        if end - at < following:
            return False
        for place in range(at, at + following):
            if not least <= data[place] <= most:
                return False
            least, most = 0x80, 0xBF
        at += following
    return True
