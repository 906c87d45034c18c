"""Writing fields of a protobuf message one by one (protobuf.dev/programming-guides/encoding)."""

from typing import Any

from footprint.networks.rollups.packing import varint

_SHORT = [bytes([length]) for length in range(128)]
_LENGTH_DELIMITED = 2


def tag_of(message: Any, name: str) -> bytes:
    """The tag of a text or message field."""
    number = message.DESCRIPTOR.fields_by_name[name].number
    return varint(number << 3 | _LENGTH_DELIMITED)


def written(tag: bytes, content: bytes) -> bytes:
    """The field with its content."""
    size = len(content)
    return tag + (_SHORT[size] if size < 128 else varint(size)) + content
