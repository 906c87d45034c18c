"""The totals of a footprint (PACT v3 `pcf`), cut and judged in compiled code; see
`footprint.columns.scanning`."""

from typing import Final

from footprint.columns import decimals
from footprint.columns.compiling import compiled
from footprint.columns.layout import IRREGULAR, JUDGEMENT, UNSURE, USABLE, Table
from footprint.columns.wire import (
    LENGTH_DELIMITED,
    VARINT,
    Bytes,
    after,
    closed,
    copy,
    moment,
    varint,
    width_of,
    write_varint,
)

PCF: Final = 17
"""Number of the field that holds them."""

_UNIT, _AMOUNT, _MASS, _PERIOD_START, _PERIOD_END, _VALUE = 1, 2, 3, 4, 5, 10
_GWP_SETS, _PRIMARY_SHARE, _RATINGS, _VERIFICATION = 36, 43, 44, 45


@compiled
def write_pcf(
    data: Bytes,
    at: int,
    end: int,
    kept: Bytes,
    units: Bytes,
    out: Bytes,
    to: int,
    columns: Table,
) -> int:
    to = write_varint(out, to, PCF << 3 | LENGTH_DELIMITED)
    reserved = width_of(end - at)
    body = to + reserved
    to, seen, is_sure, stays = body, 0, True, at
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
        is_again = seen >> number & 1 and number != _GWP_SETS
        if is_again or (wire == VARINT) != (number == _UNIT):
            return -1
        seen |= 1 << number
        if wire == VARINT:
            unit, _ = varint(data, content, end)
            is_sure &= 0 <= unit < len(units) and units[unit] == 1
            continue
        _, content = varint(data, content, end)
        if number == _VERIFICATION:
            to = copy(data, stays, begin, out, to)
            to = _verification(data, content, at, out, to)
            if to < 0:
                return -1
            stays = at
            continue
        if _PERIOD_START <= number <= _PERIOD_END:
            judgement = moment(data, content, at)
            if judgement == IRREGULAR:
                return -1
            is_sure &= judgement == USABLE
        elif number == _RATINGS:
            if not _has_only_texts(data, content, at):
                return -1
            is_sure &= _is_rated(data, content, at)
        elif number == _AMOUNT:
            is_sure &= decimals.sign_of(data, content, at) == decimals.POSITIVE
        elif number == _MASS:
            is_sure &= content == at or decimals.sign_of(data, content, at) >= decimals.ZERO
        elif number == _VALUE:
            is_sure &= decimals.sign_of(data, content, at) != decimals.UNSURE
        elif number == _PRIMARY_SHARE:
            is_sure &= decimals.is_within(data, content, at, 0, 100)
    to = copy(data, stays, end, out, to)
    needed = 1 << _UNIT | 1 << _AMOUNT | 1 << _PERIOD_START | 1 << _PERIOD_END | 1 << _VALUE
    if not is_sure or seen & needed != needed:
        columns[JUDGEMENT] = UNSURE
    return closed(out, body, to, reserved)


@compiled
def _verification(data: Bytes, at: int, end: int, out: Bytes, to: int) -> int:
    """Only the coverage, the first field, travels."""
    to = write_varint(out, to, _VERIFICATION << 3 | LENGTH_DELIMITED)
    reserved = width_of(end - at)
    body = to + reserved
    to, seen = body, False
    while at < end:
        begin = at
        tag, at = varint(data, at, end)
        at = after(data, at, end, tag & 7) if at >= 0 else -1
        if at < 0:
            return -1
        if tag >> 3 == 1:
            if seen or tag & 7 != LENGTH_DELIMITED:
                return -1
            seen = True
            to = copy(data, begin, at, out, to)
    return closed(out, body, to, reserved)


@compiled
def _has_only_texts(data: Bytes, at: int, end: int) -> bool:
    """Whether all there is are the three ratings, each at most once."""
    last = 0
    while at < end:
        tag, at = varint(data, at, end)
        number = tag >> 3
        if at < 0 or tag & 7 != LENGTH_DELIMITED or not last < number <= 3:
            return False
        last = number
        at = after(data, at, end, LENGTH_DELIMITED)
        if at < 0:
            return False
    return True


@compiled
def _is_rated(data: Bytes, at: int, end: int) -> bool:
    """Whether every rating surely is a number from 1 to 5."""
    while at < end:
        _, at = varint(data, at, end)
        length, at = varint(data, at, end)
        if not decimals.is_within(data, at, at + length, 1, 5):
            return False
        at += length
    return True
