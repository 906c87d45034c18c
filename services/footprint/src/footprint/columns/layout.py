"""What scanning finds of each footprint. A table has a line for each of these and a column for each
footprint, so that what is asked for at once lies together. Places are those of bytes."""

from typing import Any, Final

Table = Any
"""Whole numbers (int64)."""

START: Final = 0
END: Final = 1
"""Of the footprint's content in what was read."""
RECORD_START: Final = 2
RECORD_END: Final = 3
"""Of the footprint in what was written: a field of `NetworkFactsRouted` with its tag."""
ID_START: Final = 4
ID_END: Final = 5
VERSION: Final = 6
SUPPLIER_START: Final = 7
SUPPLIER_END: Final = 8
PRODUCT_START: Final = 9
PRODUCT_END: Final = 10
JUDGEMENT: Final = 11
IS_CONTINUED: Final = 12
"""1 where the supplier is the same as of the footprint before."""

ID_HASH: Final = 13
"""Ids whose hashes differ differ; those whose hashes are the same have to be looked at."""

HEIGHT: Final = 14

USABLE: Final = 0
UNSURE: Final = 1
"""Regular, but whether it can be computed with must be looked at."""
IRREGULAR: Final = 2

RECORD_TAG: Final = 0x1A
