"""A network from a snapshot whose facts have been rolled up before."""

from footprint.journal import Entry
from footprint.networks.entering import enter_facts
from footprint.networks.filing.bills import BillFile, bills_from
from footprint.networks.filing.buffers import texts, told, unpacked
from footprint.networks.filing.edition import edition
from footprint.networks.filing.facts import FILED_KINDS, filed_facts, slices_of, unfiled
from footprint.networks.filing.filed import Filed
from footprint.networks.filing.tables import Table
from footprint.networks.filing.years import year_from
from footprint.networks.network import Network
from footprint.networks.unread import Unread


def opened(network: Network, snapshot: Entry) -> bool:
    """Let an empty network hold what was filed with the snapshot; False, and nothing done, where
    there is no file or other code has made it."""
    if not snapshot.filed:
        return False
    about = told(snapshot.filed)
    if about["edition"] != edition():
        return False
    arrays, facts = unpacked(snapshot.filed), snapshot.facts
    # Views of both stay as long as the network does.
    network.file_bytes = len(snapshot.filed) + len(facts)
    enter_facts(network, Unread(unfiled(facts, arrays)))
    slices = {kind: slices_of(kind, facts, arrays) for kind in FILED_KINDS}
    network.book |= {kind: filed_facts(own, arrays) for kind, own in slices.items()}
    table = Table(texts(arrays["names"]))
    network.bills = bills_from(table, slices["bills_of_materials"], about["bills"], arrays)
    bills = network.bills.of_product
    if isinstance(bills, Filed) and isinstance(bills.source, BillFile):
        for year in about["years"]:
            network.roll_ups.years[year["year"]] = year_from(year, bills.source, arrays)
    return True
