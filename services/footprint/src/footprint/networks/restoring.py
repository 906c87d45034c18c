"""A network from what the store holds of it."""

from carbon.inventory import Key
from footprint.bundles import Bundle, count
from footprint.journal import Entry
from footprint.networks.entering import enter_facts
from footprint.networks.filing import opened
from footprint.networks.network import Network, Stated
from footprint.networks.pages import slots_of
from footprint.networks.placing import put
from footprint.networks.repository import Stored
from footprint.networks.rollups.pages import sheets_of
from footprint.networks.rollups.rolling import resumed
from footprint.networks.rollups.touching import Touched, touched_by
from footprint.networks.unread import Unread


def restored(network_id: str, stored: Stored) -> Network:
    """The network as it was when it was last written; nothing is priced again."""
    network, touched = Network(network_id), Touched()
    for entry in stored.entries:
        if not opened(network, entry):
            touched.take(_entered(network, entry))
        network.sequence = entry.sequence
    for document in stored.pages:
        for slot in slots_of(document):
            put(network, len(network.slots), slot)
    network.roll_ups.sheets = sheets_of(stored.roll_ups)
    for document in stored.inventories:
        key = Key(document["category"], document["year"])
        content, restatement = bytes(document["content"]), bytes(document.get("restatement", b""))
        network.stated[key] = Stated(document["revision"], content, restatement)
    resumed(network, touched)
    return network


def _entered(network: Network, entry: Entry) -> Touched:
    """Enter the facts of an entry; what they touch of years that were rolled up before."""
    facts = Bundle.FromString(entry.facts)
    touched = touched_by(network, facts) if network.roll_ups.years else Touched()
    enter_facts(network, Unread(facts))
    if entry.sequence == network.sequence + 1:
        network.since_snapshot.add(count(facts))
    return touched
