"""All that the collector holds, and the reading of bodies that arrive over OTLP/HTTP."""

import zlib
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import TypeVar

from google.protobuf.message import DecodeError, Message

from tierzero_local.collector import log_records
from tierzero_local.collector.log_records import LogRecord
from tierzero_local.collector.metrics import Latest
from tierzero_local.collector.traces import Traces

MOST_BYTES = 16 * 1024 * 1024
GZIP = 16 + zlib.MAX_WBITS
M = TypeVar("M", bound=Message)


class BadRequest(ValueError):
    """The body is not what OTLP/HTTP asks for."""


@dataclass
class Received:
    """What was received and not yet pushed out by something newer."""

    traces: Traces = field(default_factory=Traces)
    metrics: Latest = field(default_factory=OrderedDict)
    logs: deque[LogRecord] = field(default_factory=log_records.empty)


def decode(body: bytes, encoding: str, message: M) -> M:
    """Read the body into the message; unpack gzip first, but never more than MOST_BYTES."""
    data = _unpacked(body) if encoding == "gzip" else body
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise BadRequest("The body is not the protobuf message of this path.") from error
    return message


def _unpacked(body: bytes) -> bytes:
    decompressor = zlib.decompressobj(GZIP)
    try:
        data = decompressor.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise BadRequest("The body is not gzip, although its header says so.") from error
    if decompressor.unconsumed_tail:
        raise BadRequest(f"The body unpacks to more than {MOST_BYTES} bytes.")
    return data
