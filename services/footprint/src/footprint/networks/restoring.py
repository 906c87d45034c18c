"""A network from what the store holds of it."""

from carbon.inventory import Key
from footprint.bundles import Bundle, count
from footprint.networks.entering import enter_facts
from footprint.networks.network import Network, Stated
from footprint.networks.pages import slots_of
from footprint.networks.placing import put
from footprint.networks.repository import Stored
from footprint.networks.rollups.pages import sheets_of


def restored(network_id: str, stored: Stored) -> Network:
    """The network as it was when it was last written; nothing is priced again."""
    network = Network(network_id)
    for entry in stored.entries:
        facts = Bundle.FromString(entry.facts)
        enter_facts(network, facts)
        if entry.sequence == network.sequence + 1:
            network.since_snapshot.add(count(facts))
        network.sequence = entry.sequence
    for document in stored.pages:
        for slot in slots_of(document):
            put(network, len(network.slots), slot)
    network.roll_ups.sheets = sheets_of(stored.roll_ups)
    for document in stored.inventories:
        key = Key(document["category"], document["year"])
        content, restatement = bytes(document["content"]), bytes(document.get("restatement", b""))
        network.stated[key] = Stated(document["revision"], content, restatement)
    return network
