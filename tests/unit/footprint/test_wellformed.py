"""What surely is a message the protobuf library reads, and what it writes surely is one."""

from contextlib import suppress
from typing import Any

import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import DecodeError
from hypothesis import example, given, settings
from hypothesis import strategies as st

from footprint.columns.wellformed import well_formed
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint, FootprintsStated
from tierzero.topics import FOOTPRINTS, NETWORKS

ENVELOPES = [FOOTPRINTS.envelope, NETWORKS.envelope]
SURE = {envelope: well_formed(envelope.DESCRIPTOR) for envelope in ENVELOPES}
LENGTHENING = st.integers(1, 9).map(lambda count: b"\x80" * count + b"\x00")
"""What makes a number longer than it need be, where it stands behind a byte that goes on."""
TEXTS = st.sampled_from(["", "steel", "钢", "é", "🏭", "x" * 200])
VALUES: dict[int, st.SearchStrategy[Any]] = {
    FieldDescriptor.CPPTYPE_STRING: TEXTS,
    FieldDescriptor.CPPTYPE_BOOL: st.booleans(),
    FieldDescriptor.CPPTYPE_ENUM: st.integers(0, 300),
    FieldDescriptor.CPPTYPE_INT32: st.integers(-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_UINT32: st.integers(0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_INT64: st.integers(-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT64: st.integers(0, 2**64 - 1),
    FieldDescriptor.CPPTYPE_DOUBLE: st.floats(),
}


def _values(field: Any) -> st.SearchStrategy[Any]:
    if field.type == FieldDescriptor.TYPE_BYTES:
        return st.binary(max_size=5)
    return VALUES[field.cpp_type]


@st.composite
def filled(draw: Any, message: Any) -> Any:
    """A message with some of its fields, and messages in it."""
    chosen = draw(st.lists(st.sampled_from([*message.DESCRIPTOR.fields]), max_size=5, unique=True))
    for field in chosen:
        held = getattr(message, field.name)
        if field.message_type and field.message_type.GetOptions().map_entry:
            held.update(draw(st.dictionaries(TEXTS, TEXTS, max_size=2)))
        elif field.message_type and field.is_repeated:
            for _ in range(draw(st.integers(1, 3))):
                draw(filled(held.add()))
        elif field.message_type:
            held.SetInParent()
            draw(filled(held))
        elif field.is_repeated:
            held.extend(draw(st.lists(_values(field), max_size=3)))
        else:
            setattr(message, field.name, draw(_values(field)))
    return message


@pytest.mark.parametrize("envelope", ENVELOPES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_the_library_writes_surely_is_one(envelope: Any, data: st.DataObject) -> None:
    value = data.draw(filled(envelope())).SerializeToString()
    assert SURE[envelope](value) == bool(value)


@pytest.mark.parametrize("envelope", ENVELOPES)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_the_library_reads_what_surely_is_one(envelope: Any, data: st.DataObject) -> None:
    value = bytearray(data.draw(filled(envelope())).SerializeToString())
    for _ in range(data.draw(st.integers(1, 3))):
        begin = data.draw(st.integers(0, len(value)))
        end = begin + data.draw(st.integers(0, 2))
        value[begin:end] = data.draw(st.binary(max_size=2) | LENGTHENING)
    if SURE[envelope](bytes(value)):
        envelope.FromString(bytes(value))


@settings(max_examples=1_000, deadline=None)
@given(st.binary(max_size=8) | TEXTS.map(str.encode))
@example("\u0800\uffff\U00010000\U0010ffff".encode())
@example(b"\xc1\xbf")
@example(b"\xe0\x9f\xbf")
@example(b"\xed\xa0\x80")
@example(b"\xf0\x8f\xbf\xbf")
@example(b"\xf4\x90\x80\x80")
@example(b"\xe2\x82")
def test_texts_are_what_python_reads_as_utf_8(text: bytes) -> None:
    comment = Footprint.DESCRIPTOR.fields_by_name["comment"].number
    fact = bytes([*_varint(comment << 3 | 2), *_varint(len(text))]) + text
    value = bytes([0x0A, *_varint(len(fact))]) + fact
    is_text = False
    with suppress(UnicodeDecodeError):
        text.decode()
        is_text = True
    assert SURE[FootprintsStated](value) is is_text
    if not is_text:
        with pytest.raises(DecodeError):
            FootprintsStated.FromString(value)


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\x0a",
        b"\x0a\x05\x0a",
        b"\xf8\x3f\x01",
        b"\x0b\x0c",
        b"\x08\x01",
        b"\x0a\x0d\x0a\x0b\x10" + b"\xff" * 9 + b"\x02",
        b"\x8a\x80\x80\x80\x80\x00\x00",
        b"\x0a\x80\x80\x80\x80\x80\x00",
    ],
    ids=[
        "nothing",
        "cut off",
        "ends within another",
        "a field of the future",
        "a group",
        "another wire type",
        "a number of more than 64 bits",
        "a tag longer than it need be",
        "a length longer than it need be",
    ],
)
def test_of_these_nothing_is_sure(value: bytes) -> None:
    assert not SURE[FootprintsStated](value)


def _varint(number: int) -> list[int]:
    return [number] if number < 0x80 else [number & 0x7F | 0x80, *_varint(number >> 7)]
