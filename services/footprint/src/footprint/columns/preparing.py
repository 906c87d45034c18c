"""Lets the machine code be there before it is needed: compiling takes seconds where the package was
never run before, and no footprint should wait for that."""

import numpy as np

from footprint.columns import following, purchases, quotes
from footprint.columns.rows import stated_rows
from footprint.columns.wellformed import well_formed
from tierzero.supplier_portal.v1.footprint_pb2 import FootprintsStated


def prepare() -> None:
    """Compile what is not compiled yet, by calling it with nothing."""
    stated_rows(b"")
    well_formed(FootprintsStated.DESCRIPTOR)(b"")
    data, none = np.frombuffer(b"", np.uint8), np.zeros(0, np.int64)
    bought, stated, table = (
        np.zeros((height, 0), np.int64)
        for height in (
            purchases.PURCHASE_HEIGHT,
            quotes.QUOTE_HEIGHT,
            following.FOLLOWED_HEIGHT,
        )
    )
    purchases.read_purchases(data, none, bought)
    quotes.read_quotes(data, none, data, stated)
    multiples, out = np.zeros((0, 0, 3), np.int64), np.zeros(0, np.uint8)
    following.follow(data, bought, none, data, stated, none, multiples, data, out, table)
