"""Bills of materials in a file: which products have one, and what goes into what."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from carbon.classifications import covering
from footprint.networks.filing.buffers import Array
from footprint.networks.filing.facts import Slices
from footprint.networks.filing.filed import Filed
from footprint.networks.filing.tables import Lists, Table, lists_of, relisted, turned
from footprint.networks.rollups.bills import Bills, Names, filling_key
from footprint.values import Bill, BillPart, bill_from_message


@dataclass(frozen=True)
class BillFile:
    """Bills by row, as of the snapshot."""

    table: Table
    facts: Slices
    places: Array
    """Row → row of the fact."""
    parts: Lists
    """Row → numbers of the products in it."""
    fillings: Lists
    """Row → numbers of the filling keys of its parts."""

    def bill(self, row: int) -> Bill:
        """One bill."""
        return bill_from_message(self.facts.fact(int(self.places[row])))


def table_of(bills: Bills) -> Table:
    """The names that the numbers of the bills' former file mean; none where there is none."""
    own = bills.of_product
    return Table(list(own.source.table.names)) if isinstance(own, Filed) else Table()


def file_bills(
    bills: Bills, table: Table, rows: Mapping[str, int], arrays: dict[str, Array]
) -> dict[str, Any]:
    """Put bills into arrays; returns what else has to be told. ``rows``: fact id → its row."""
    own, keys = bills.of_product, {key: row for row, key in enumerate(bills.filling_parts)}
    parts = relisted(own, _parts, lambda bill: table.numbers(_product_ids(bill)))
    fillings = relisted(own, _fillings, lambda bill: [keys[one] for one in _keys(bill)])
    arrays["bills.products"] = np.array(table.numbers(own), np.int32)
    arrays["bills.places"] = np.array([rows[name] for name in own], np.int32)
    for name, lists in (
        ("bills.parts", parts),
        ("bills.fillings", fillings),
        ("bills.of_supplier", lists_of(map(table.numbers, bills.of_supplier.values()))),
        ("bills.supplied", lists_of(map(table.numbers, bills.supplied.values()))),
    ):
        put_lists(arrays, name, lists)
    return {
        "parts": bills.parts,
        "makers": list(bills.of_supplier),
        "suppliers": list(bills.supplied),
        "fillings": [_told(part) for part in bills.filling_parts.values()],
    }


def put_lists(arrays: dict[str, Array], name: str, lists: Lists) -> None:
    """File lists under a name."""
    arrays[f"{name}.starts"], arrays[f"{name}.members"] = lists.starts, lists.members


def get_lists(arrays: Mapping[str, Array], name: str) -> Lists:
    """The lists of a name."""
    return Lists(arrays[f"{name}.starts"], arrays[f"{name}.members"])


def _parts(source: BillFile) -> Lists:
    return source.parts


def _fillings(source: BillFile) -> Lists:
    return source.fillings


def _product_ids(bill: Bill) -> list[str]:
    return [part.product_id for part in bill.parts if part.product_id]


def _keys(bill: Bill) -> list[str]:
    return [filling_key(part) for part in bill.parts if part.classification]


def _told(part: BillPart) -> list[str]:
    named = part.supplier_id, part.product_id, part.classification
    return [*named, str(part.quantity), part.unit]


def bills_from(
    table: Table, facts: Slices, about: Mapping[str, Any], arrays: Mapping[str, Array]
) -> Bills:
    """The bills of a file, of which none is read."""
    parts, fillings = get_lists(arrays, "bills.parts"), get_lists(arrays, "bills.fillings")
    file = BillFile(table, facts, arrays["bills.places"], parts, fillings)
    products = [table.names[number] for number in arrays["bills.products"].tolist()]
    rows = dict(zip(products, range(len(products)), strict=True))
    filling_parts = dict(map(_filling_part, about["fillings"]))
    users = turned(parts, len(table.names))
    used = np.flatnonzero(users.counts()).tolist()
    bills = Bills(
        of_product=Filed[Bill](rows, file.bill, file),
        users=_sets({table.names[number]: number for number in used}, users, products),
        fillings=_sets(
            {key: row for row, key in enumerate(filling_parts)},
            turned(fillings, len(filling_parts)),
            products,
        ),
        filling_parts=filling_parts,
        parts=about["parts"],
    )
    _fill(bills.of_supplier, about["makers"], get_lists(arrays, "bills.of_supplier"), table)
    _fill(bills.supplied, about["suppliers"], get_lists(arrays, "bills.supplied"), table)
    for key, part in filling_parts.items():
        for name in covering(part.classification):
            bills.of_class[name].add(key)
    return bills


def _filling_part(told: list[str]) -> tuple[str, BillPart]:
    supplier_id, product_id, classification, quantity, unit = told
    part = BillPart(supplier_id, product_id, classification, Decimal(quantity), unit)
    return filling_key(part), part


def _sets(rows: dict[str, int], lists: Lists, names: list[str]) -> Filed[set[str]]:
    """Sets of names by name; empty ones where there are none, as in `Bills`."""

    def make(row: int) -> set[str]:
        return {names[number] for number in lists.row(row).tolist()}

    return Filed[set[str]](rows, make, None, set)


def _fill(sets: Names, keys: list[str], lists: Lists, table: Table) -> None:
    for row, key in enumerate(keys):
        sets[key] = {table.names[number] for number in lists.row(row).tolist()}
