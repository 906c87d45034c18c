"""What a fact says of itself, read in compiled code."""

from typing import Final

from footprint.columns.compiling import compiled
from footprint.columns.layout import Table
from footprint.columns.stamps import nanoseconds
from footprint.columns.wire import LENGTH_DELIMITED, VARINT, Bytes, after, long_varint, varint

VERSION: Final = 0
ID_START: Final = 1
ID_END: Final = 2
RECORDED_AT: Final = 3
"""In nanoseconds since 1970; 0 where it is not stated."""
WITHDRAWN: Final = 4
IDENTITY_HEIGHT: Final = 5
"""Other tables of facts begin with these lines."""

_ID, _VERSION, _RECORDED_AT, _OWNER, _WITHDRAWN = 1, 2, 3, 4, 5


@compiled
def read_identity(data: Bytes, at: int, end: int, columns: Table) -> bool:
    """Whether the header of a fact is regular, has id and version, and its numbers fit."""
    last = 0
    while at < end:
        tag, at = varint(data, at, end)
        if at < 0 or not last < tag >> 3 <= _WITHDRAWN:
            return False
        last, content = tag >> 3, at
        is_number = last in (_VERSION, _WITHDRAWN)
        if tag & 7 != (VARINT if is_number else LENGTH_DELIMITED):
            return False
        at = after(data, at, end, tag & 7)
        if at < 0:
            return False
        if last == _VERSION:
            columns[VERSION], _ = long_varint(data, content, end)
        elif last == _WITHDRAWN:
            columns[WITHDRAWN], _ = varint(data, content, end)
        else:
            _, content = varint(data, content, end)
            if last == _ID:
                columns[ID_START], columns[ID_END] = content, at
            elif last == _RECORDED_AT:
                columns[RECORDED_AT], fits = nanoseconds(data, content, at)
                if not fits:
                    return False
    return columns[VERSION] > 0 and columns[ID_END] > columns[ID_START]
