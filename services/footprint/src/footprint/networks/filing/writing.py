"""A network's snapshot: its facts, and beside them what has been made of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from footprint.bundles import serialized
from footprint.networks.filing.bills import file_bills, table_of
from footprint.networks.filing.buffers import Unfileable, lines, packed
from footprint.networks.filing.edition import edition
from footprint.networks.filing.facts import serialized_facts
from footprint.networks.filing.years import file_year
from footprint.networks.network import Network


@dataclass(frozen=True)
class Snapshot:
    """Pieces of one serialized bundle, and a file that says where in it what is."""

    facts: list[bytes]
    filed: bytes = b""


def snapshot_of(network: Network) -> Snapshot:
    """The network as of its last entry. What was never read since it was opened is copied from
    its former file."""
    if not network.bills:
        return Snapshot(serialized(network.book))
    try:
        return _filed(network)
    except Unfileable:
        return Snapshot(serialized(network.book))


def _filed(network: Network) -> Snapshot:
    facts, arrays = serialized_facts(network.book)
    bills, table = network.bills, table_of(network.bills)
    fact_rows = _rows(network.book["bills_of_materials"])
    bill_rows = _rows(bills.of_product)
    about = {
        "edition": edition(),
        "bills": file_bills(bills, table, fact_rows, arrays),
        "years": [
            file_year(year, table, bill_rows, arrays)
            for _, year in sorted(network.roll_ups.years.items())
        ],
    }
    arrays["names"] = lines(table.names)
    return Snapshot(facts, packed(about, arrays))


def _rows(names: Iterable[str]) -> dict[str, int]:
    return {name: row for row, name in enumerate(names)}
