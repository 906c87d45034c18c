"""Purchases whose lines follow footprints, read in compiled code; what is no plain purchase with a
product and a quantity is told as such."""

from typing import Final

from footprint.columns.amounts import number_in
from footprint.columns.compiling import compiled
from footprint.columns.identities import IDENTITY_HEIGHT, WITHDRAWN, read_identity
from footprint.columns.layout import Table
from footprint.columns.stamps import microseconds
from footprint.columns.wire import LENGTH_DELIMITED, VARINT, Bytes, after, varint

IS_PLAIN: Final = IDENTITY_HEIGHT
CATEGORY: Final = IDENTITY_HEIGHT + 1
DATE: Final = IDENTITY_HEIGHT + 2
"""In microseconds since 1970."""
DATE_START: Final = IDENTITY_HEIGHT + 3
DATE_END: Final = IDENTITY_HEIGHT + 4
SUPPLIER_START: Final = IDENTITY_HEIGHT + 5
SUPPLIER_END: Final = IDENTITY_HEIGHT + 6
PRODUCT_START: Final = IDENTITY_HEIGHT + 7
PRODUCT_END: Final = IDENTITY_HEIGHT + 8
DESCRIPTION_START: Final = IDENTITY_HEIGHT + 9
DESCRIPTION_END: Final = IDENTITY_HEIGHT + 10
QUANTITY_START: Final = IDENTITY_HEIGHT + 11
QUANTITY_END: Final = IDENTITY_HEIGHT + 12
UNIT_START: Final = IDENTITY_HEIGHT + 13
UNIT_END: Final = IDENTITY_HEIGHT + 14
MANTISSA: Final = IDENTITY_HEIGHT + 15
EXPONENT: Final = IDENTITY_HEIGHT + 16
UNIT_LIKE: Final = IDENTITY_HEIGHT + 17
"""The first row with the same unit."""
PURCHASE_HEIGHT: Final = IDENTITY_HEIGHT + 18

_IDENTITY, _CATEGORY, _DATE, _PURCHASE, _REFERENCE = 1, 3, 4, 5, 18
_LAST_TEXT: Final = 5
"""Supplier, product, description, quantity and unit are the first fields of a purchase."""
_QUANTITY: Final = 4


@compiled
def read_purchases(data: Bytes, ends: Table, table: Table) -> None:
    """Fill the table from activities that lie one after the other."""
    start = 0
    for row in range(len(ends)):
        columns = table[:, row]
        columns[IS_PLAIN] = _read(data, start, ends[row], columns)
        columns[UNIT_LIKE] = _unit_like(data, table, row)
        start = ends[row]


@compiled
def _read(data: Bytes, at: int, end: int, columns: Table) -> bool:
    last, is_plain = 0, True
    while at < end:
        tag, at = varint(data, at, end)
        number, content = tag >> 3, at
        at = after(data, at, end, tag & 7) if at >= 0 else -1
        if at < 0 or not last < number or _PURCHASE < number != _REFERENCE:
            return False
        last = number
        if tag & 7 != (VARINT if number == _CATEGORY else LENGTH_DELIMITED):
            return False
        stated, start = varint(data, content, end)
        if number == _CATEGORY:
            columns[CATEGORY] = stated
        elif number == _IDENTITY:
            is_plain &= read_identity(data, start, at, columns)
        elif number == _DATE:
            columns[DATE_START], columns[DATE_END] = start, at
            columns[DATE], is_date = microseconds(data, start, at)
            is_plain &= is_date
        elif number == _PURCHASE:
            is_plain &= _read_purchase(data, start, at, columns)
    return is_plain and columns[DATE_START] > 0 and _is_whole(columns)


@compiled
def _is_whole(columns: Table) -> bool:
    return (
        columns[WITHDRAWN] == 0
        and columns[SUPPLIER_END] > columns[SUPPLIER_START]
        and columns[PRODUCT_END] > columns[PRODUCT_START]
        and columns[QUANTITY_END] > columns[QUANTITY_START]
        and columns[UNIT_END] > columns[UNIT_START]
    )


@compiled
def _read_purchase(data: Bytes, at: int, end: int, columns: Table) -> bool:
    last = 0
    while at < end:
        tag, at = varint(data, at, end)
        number, content = tag >> 3, at
        at = after(data, at, end, tag & 7) if at >= 0 else -1
        if at < 0 or number < last or tag & 7 != LENGTH_DELIMITED:
            return False
        if number > _LAST_TEXT:
            last = number
            continue
        if number == last:
            return False
        last = number
        _, start = varint(data, content, end)
        place = SUPPLIER_START + 2 * (number - 1)
        columns[place], columns[place + 1] = start, at
        if number == _QUANTITY:
            columns[MANTISSA], columns[EXPONENT], is_number = number_in(data, start, at)
            if not is_number:
                return False
    return True


@compiled
def _unit_like(data: Bytes, table: Table, row: int) -> int:
    """Most purchases have the unit of the one before, or of an early one."""
    if row and _is_same_unit(data, table, row, row - 1):
        return table[UNIT_LIKE, row - 1]
    for other in range(min(row, 64)):
        if _is_same_unit(data, table, row, other):
            return other
    return row


@compiled
def _is_same_unit(data: Bytes, table: Table, one: int, other: int) -> bool:
    start, of_other = table[UNIT_START, one], table[UNIT_START, other]
    length = table[UNIT_END, one] - start
    if table[UNIT_END, other] - of_other != length:
        return False
    for place in range(length):  # noqa: SIM110 - numba compiles no generators
        if data[start + place] != data[of_other + place]:
            return False
    return True
