"""Finds footprints in an envelope, cuts them to what networks may know and judges what can be
judged, without making an object of any of them.

What is written in a way that a serializer does not choose (fields twice, unknown or of another
wire type) is called irregular and left to the protobuf library, so that this code never has to
agree with it about odd cases.

numba keeps machine code by the file of the outermost function: after a change in one of these
modules alone `python -m footprint.columns` makes it anew, which `make setup` does by itself.
"""

from footprint.columns.compiling import compiled
from footprint.columns.layout import (
    END,
    ID_END,
    ID_HASH,
    ID_START,
    IRREGULAR,
    IS_CONTINUED,
    JUDGEMENT,
    PRODUCT_END,
    PRODUCT_START,
    RECORD_END,
    RECORD_START,
    RECORD_TAG,
    START,
    SUPPLIER_END,
    SUPPLIER_START,
    UNSURE,
    VERSION,
    Table,
)
from footprint.columns.totals import PCF, write_pcf
from footprint.columns.wire import (
    LENGTH_DELIMITED,
    VARINT,
    Bytes,
    after,
    closed,
    copy,
    hash_of,
    long_varint,
    moment,
    varint,
    width_of,
)

_IDENTITY, _SUPPLIER, _PRODUCT, _STATUS, _CREATED, _VALID_UNTIL = 1, 2, 3, 4, 7, 9


@compiled
def count_fields(data: Bytes, wanted: int) -> int:
    """How often the field occurs in an envelope; −1 where that is irregular."""
    at, found, end = 0, 0, len(data)
    while at < end:
        tag, at = varint(data, at, end)
        if at < 0:
            return -1
        found += tag == wanted << 3 | LENGTH_DELIMITED
        at = after(data, at, end, tag & 7)
        if at < 0:
            return -1
    return found


@compiled
def scan(
    data: Bytes,
    wanted: int,
    kept: Bytes,
    kept_of_pcf: Bytes,
    units: Bytes,
    out: Bytes,
    table: Table,
) -> int:
    """Fill the table and write the records; what follows the last of them, −1 where any is
    irregular.

    ``kept``: by number of a field 1 where it stays. ``units``: by number of a unit 1 where known.
    """
    at, end, row, to = 0, len(data), 0, 0
    while at < end:
        tag, at = varint(data, at, end)
        start = at
        at = after(data, at, end, tag & 7)
        if tag != wanted << 3 | LENGTH_DELIMITED:
            continue
        _, start = varint(data, start, end)
        columns = table[:, row]
        columns[START], columns[END] = start, at
        to = _footprint(data, start, at, kept, kept_of_pcf, units, out, to, columns)
        if to < 0:
            return -1
        if row:
            columns[IS_CONTINUED] = _is_continued(data, table, row)
        row += 1
    return to


@compiled
def _is_continued(data: Bytes, table: Table, row: int) -> bool:
    start, end = table[SUPPLIER_START, row], table[SUPPLIER_END, row]
    before = table[SUPPLIER_START, row - 1]
    if table[SUPPLIER_END, row - 1] - before != end - start:
        return False
    for place in range(end - start):  # noqa: SIM110 - numba compiles no generators
        if data[start + place] != data[before + place]:
            return False
    return True


@compiled
def _footprint(
    data: Bytes,
    at: int,
    end: int,
    kept: Bytes,
    kept_of_pcf: Bytes,
    units: Bytes,
    out: Bytes,
    to: int,
    columns: Table,
) -> int:
    columns[RECORD_START] = to
    reserved = width_of(end - at)
    out[to] = RECORD_TAG
    body = to + 1 + reserved
    # What stays in a row is copied at once.
    to, seen, stays = body, 0, at
    while at < end:
        begin = at
        tag, at = varint(data, at, end)
        number, wire = tag >> 3, tag & 7
        if at < 0:
            return -1
        content = at
        at = after(data, at, end, wire)
        if at < 0 or number >= len(kept):
            return -1
        if not kept[number]:
            to = copy(data, stays, begin, out, to)
            stays = at
            continue
        if seen >> number & 1 or (wire == VARINT) != (number == _STATUS):
            return -1
        seen |= 1 << number
        if wire != VARINT:
            _, content = varint(data, content, end)
        if number == PCF:
            to = copy(data, stays, begin, out, to)
            to = write_pcf(data, content, at, kept_of_pcf, units, out, to, columns)
            if to < 0:
                return -1
            stays = at
            continue
        if number == _IDENTITY:
            if not _identity(data, content, at, columns):
                return -1
        elif number == _SUPPLIER:
            columns[SUPPLIER_START], columns[SUPPLIER_END] = content, at
        elif number == _PRODUCT:
            columns[PRODUCT_START], columns[PRODUCT_END] = content, at
        elif _CREATED <= number <= _VALID_UNTIL:
            judgement = moment(data, content, at)
            if judgement == IRREGULAR:
                return -1
            columns[JUDGEMENT] |= judgement
    to = copy(data, stays, end, out, to)
    needed = 1 << _IDENTITY | 1 << _SUPPLIER | 1 << _PRODUCT | 1 << _CREATED | 1 << PCF
    is_named = (
        columns[ID_END] > columns[ID_START]
        and columns[VERSION] > 0
        and columns[SUPPLIER_END] > columns[SUPPLIER_START]
        and columns[PRODUCT_END] > columns[PRODUCT_START]
    )
    if seen & needed != needed or not is_named:
        columns[JUDGEMENT] = UNSURE
    to = closed(out, body, to, reserved)
    columns[RECORD_END] = to
    return to


@compiled
def _identity(data: Bytes, at: int, end: int, columns: Table) -> bool:
    seen = 0
    while at < end:
        tag, at = varint(data, at, end)
        if at < 0 or seen >> (tag >> 3) & 1:
            return False
        content = at
        at = after(data, at, end, tag & 7)
        if at < 0:
            return False
        seen |= 1 << (tag >> 3)
        if tag == 1 << 3 | LENGTH_DELIMITED:
            _, columns[ID_START] = varint(data, content, end)
            columns[ID_END] = at
            columns[ID_HASH] = hash_of(data, columns[ID_START], at)
        elif tag == 2 << 3 | VARINT:
            columns[VERSION], _ = long_varint(data, content, end)
        elif tag == 3 << 3 | LENGTH_DELIMITED:
            _, content = varint(data, content, end)
            if moment(data, content, at) == IRREGULAR:
                return False
        elif tag != 4 << 3 | LENGTH_DELIMITED and tag != 5 << 3 | VARINT:
            return False
    return True
