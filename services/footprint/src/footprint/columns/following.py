"""Lines that follow stated footprints, chosen, computed and written in compiled code.

The arithmetic is that of `carbon.scope3`, in whole numbers that must fit; the bytes are those that
the library writes for `footprint.lines.message`. What is not plain is left to both.
"""

from typing import Final

import numpy as np

from footprint.columns import purchases as bought
from footprint.columns import quotes
from footprint.columns.amounts import milligrams, multiplied, stripped, write_number, write_whole
from footprint.columns.compiling import compiled
from footprint.columns.identities import ID_END, ID_START, RECORDED_AT, VERSION
from footprint.columns.layout import Table
from footprint.columns.stamps import write_nanoseconds
from footprint.columns.wire import Bytes, Number, closed, copy, width_of, write_varint

CHOSEN: Final = 0
"""The footprint that the line rests on; −1 where the line is not written."""
LINE_END: Final = 1
EMISSIONS: Final = 2
"""In milligrams CO2e."""
KNOWN_AT: Final = 3
"""In nanoseconds since 1970."""
FOLLOWED_HEIGHT: Final = 4

ROOM: Final = 384
"""Most bytes of a line beside the texts of its purchase, its footprint and its GWP set."""

_BESIDE_TEXTS: Final = 128
"""Most bytes of a source beside id and label; a number takes up to 83."""

_ID, _VERSION, _CATEGORY, _DATE, _SUPPLIER, _PRODUCT = 0x0A, 0x10, 0x18, 0x22, 0x2A, 0x32
_METHOD, _EMISSIONS, _SOURCE, _QUANTITY, _UNIT, _FACTOR = 0x38, 0x42, 0x4A, 0x5A, 0x62, 0x6A
_DESCRIPTION, _KNOWN_AT = 0x7A, 16 << 3 | 2
_SUPPLIER_SPECIFIC: Final = 1
_KIND, _SOURCE_ID, _SOURCE_VERSION, _LABEL, _VALUE = 0x0A, 0x12, 0x18, 0x22, 0x2A
_DIGITS: Final = 0x0A
_FOOTPRINT: Final = np.frombuffer(b"footprint", np.uint8)


@compiled
def follow(
    activities: Bytes,
    purchases: Table,
    products: Table,
    footprints: Bytes,
    stated: Table,
    firsts: Table,
    multiples: Table,
    gwp_set: Bytes,
    out: Bytes,
    table: Table,
) -> None:
    """Write the line of each purchase and fill the table.

    ``products``: of each purchase; −1 for none. ``firsts``: of each product its first footprint,
    and after the last how many there are. ``multiples``: by unit of the purchase and declared unit
    whether they join, mantissa and exponent of how many of the latter one of the former is.
    ``gwp_set``: the line's field of that name.
    """
    to = 0
    for row in range(purchases.shape[1]):
        bought_, end = purchases[:, row], -1
        chosen = _chosen(activities, bought_, products[row], footprints, stated, firsts)
        if chosen >= 0:
            quote = stated[:, chosen]
            multiple = multiples[bought_[bought.UNIT_LIKE], quote[quotes.UNIT]]
            end = _write(
                activities, bought_, footprints, quote, multiple, gwp_set, out, to, table[:, row]
            )
        table[CHOSEN, row] = chosen if end >= 0 else -1
        to = end if end >= 0 else to
        table[LINE_END, row] = to


@compiled
def _chosen(
    activities: Bytes,
    purchase: Table,
    product: int,
    footprints: Bytes,
    stated: Table,
    firsts: Table,
) -> int:
    """The footprint that holds; −1 where there is none or it is not plain which."""
    if product < 0 or not purchase[bought.IS_PLAIN]:
        return -1
    best, date = -1, purchase[bought.DATE]
    for one in range(firsts[product], firsts[product + 1]):
        if not stated[quotes.IS_PLAIN, one]:
            return -1
        is_usable = stated[quotes.USABLE_FROM, one] <= date < stated[quotes.USABLE_UNTIL, one]
        if not is_usable or not stated[quotes.IS_ACTIVE, one]:
            continue
        if not _is_supplier(activities, purchase, footprints, stated[:, one]):
            continue
        if best < 0 or quotes.is_better(footprints, stated, one, best):
            best = one
    return best if best >= 0 and stated[quotes.HAS_GWP_SET, best] else -1


@compiled
def _is_supplier(activities: Bytes, purchase: Table, footprints: Bytes, quote: Table) -> bool:
    start, other = purchase[bought.SUPPLIER_START], quote[quotes.SUPPLIER_START]
    length = purchase[bought.SUPPLIER_END] - start
    if quote[quotes.SUPPLIER_END] - other != length:
        return False
    for place in range(length):  # noqa: SIM110 - numba compiles no generators
        if activities[start + place] != footprints[other + place]:
            return False
    return True


@compiled
def _write(
    activities: Bytes,
    purchase: Table,
    footprints: Bytes,
    quote: Table,
    multiple: Table,
    gwp_set: Bytes,
    out: Bytes,
    to: int,
    columns: Table,
) -> int:
    """Compute and write; what follows the line, −1 where the numbers do not fit."""
    mantissa, fits = multiplied(quote[quotes.MANTISSA], multiple[1])
    is_whole, fits_too = multiplied(purchase[bought.MANTISSA], mantissa)
    mantissa, exponent = stripped(mantissa, quote[quotes.EXPONENT] + multiple[2])
    emissions, is_near = milligrams(
        is_whole,
        quote[quotes.EXPONENT] + multiple[2] + purchase[bought.EXPONENT],
    )
    if not (multiple[0] and fits and fits_too and is_near):
        return -1
    known_at = max(purchase[RECORDED_AT], quote[RECORDED_AT], 0)
    columns[EMISSIONS], columns[KNOWN_AT] = emissions, known_at
    to = _write_subject(activities, purchase, out, to)
    to = _write_emissions(out, to, emissions)
    to = _write_source(footprints, quote, out, to)
    start, end = purchase[bought.QUANTITY_START], purchase[bought.QUANTITY_END]
    to = _text(out, to, _QUANTITY, activities, start, end)
    start, end = purchase[bought.UNIT_START], purchase[bought.UNIT_END]
    to = _text(out, to, _UNIT, activities, start, end)
    to = _number(out, to, _FACTOR, mantissa, exponent)
    to = copy(gwp_set, 0, len(gwp_set), out, to)
    start, end = purchase[bought.DESCRIPTION_START], purchase[bought.DESCRIPTION_END]
    to = _text(out, to, _DESCRIPTION, activities, start, end)
    return write_nanoseconds(out, write_varint(out, to, _KNOWN_AT), known_at)


@compiled
def _write_subject(activities: Bytes, purchase: Table, out: Bytes, to: int) -> int:
    to = _text(out, to, _ID, activities, purchase[ID_START], purchase[ID_END])
    out[to] = _VERSION
    to = write_varint(out, to + 1, purchase[VERSION])
    if purchase[bought.CATEGORY] > 0:
        out[to] = _CATEGORY
        to = write_varint(out, to + 1, purchase[bought.CATEGORY])
    start, end = purchase[bought.DATE_START], purchase[bought.DATE_END]
    out[to], out[to + 1] = _DATE, end - start
    to = copy(activities, start, end, out, to + 2)
    start, end = purchase[bought.SUPPLIER_START], purchase[bought.SUPPLIER_END]
    to = _text(out, to, _SUPPLIER, activities, start, end)
    start, end = purchase[bought.PRODUCT_START], purchase[bought.PRODUCT_END]
    to = _text(out, to, _PRODUCT, activities, start, end)
    out[to], out[to + 1] = _METHOD, _SUPPLIER_SPECIFIC
    return to + 2


@compiled
def _write_emissions(out: Bytes, to: int, emissions: Number) -> int:
    out[to], out[to + 2] = _EMISSIONS, _DIGITS
    end = write_whole(out, to + 4, emissions)
    out[to + 1], out[to + 3] = end - to - 2, end - to - 4
    return end


@compiled
def _write_source(footprints: Bytes, quote: Table, out: Bytes, to: int) -> int:
    texts = quote[ID_END] - quote[ID_START] + quote[quotes.LABEL_END] - quote[quotes.LABEL_START]
    out[to] = _SOURCE
    reserved = width_of(texts + _BESIDE_TEXTS)
    body = to + 1 + reserved
    to = _text(out, body, _KIND, _FOOTPRINT, 0, len(_FOOTPRINT))
    to = _text(out, to, _SOURCE_ID, footprints, quote[ID_START], quote[ID_END])
    out[to] = _SOURCE_VERSION
    to = write_varint(out, to + 1, quote[VERSION])
    start, end = quote[quotes.LABEL_START], quote[quotes.LABEL_END]
    to = _text(out, to, _LABEL, footprints, start, end)
    to = _number(out, to, _VALUE, quote[quotes.MANTISSA], quote[quotes.EXPONENT])
    return closed(out, body, to, reserved)


@compiled
def _text(out: Bytes, to: int, tag: int, data: Bytes, start: int, end: int) -> int:
    """Nothing is written of a text that is empty."""
    if start == end:
        return to
    out[to] = tag
    return copy(data, start, end, out, write_varint(out, to + 1, end - start))


@compiled
def _number(out: Bytes, to: int, tag: int, mantissa: Number, exponent: Number) -> int:
    out[to] = tag
    end = write_number(out, to + 2, mantissa, exponent)
    out[to + 1] = end - to - 2
    return end
