"""What the store holds of one network, without a store."""

from dataclasses import dataclass, field
from typing import Any

from footprint.journal import Entry
from footprint.networks.absorbing import Change
from footprint.networks.filing import snapshot_of
from footprint.networks.network import Network
from footprint.networks.pages import document_of
from footprint.networks.repository import Stored
from footprint.networks.restoring import restored
from footprint.networks.rollups.pages import figures_of, names_of
from footprint.rollups.repository import whole_pages

Documents = dict[str, Any]


@dataclass
class Disk:
    """Changed by `write` and `snapshot`, as the repository changes the store."""

    network_id: str
    entries: list[Entry] = field(default_factory=list[Entry])
    snapshots: list[Entry] = field(default_factory=list[Entry])
    pages: Documents = field(default_factory=Documents)
    names: Documents = field(default_factory=Documents)
    figures: Documents = field(default_factory=Documents)
    inventories: Documents = field(default_factory=Documents)

    def write(self, network: Network, change: Change) -> None:
        """Make a change durable."""
        network.sequence += 1
        facts = change.facts.SerializeToString()
        self.entries.append(Entry(self.network_id, network.sequence, facts))
        for page in change.pages:
            self.pages[f"{page:08}"] = document_of(network, page)
        for rolled in change.roll_ups:
            self.names |= {one["_id"]: one for one in names_of(self.network_id, rolled)}
            self.figures |= {one["_id"]: one for one in figures_of(self.network_id, rolled)}
        for key, stated in change.inventories.items():
            self.inventories[str(key)] = {
                "category": key.category,
                "year": key.year,
                "revision": stated.revision,
                "content": stated.content,
                "restatement": stated.restatement,
            }

    def snapshot(self, network: Network) -> None:
        """Let readers start here."""
        made = snapshot_of(network)
        facts, members = b"".join(made.facts), ()
        self.snapshots = [Entry(self.network_id, network.sequence, facts, members, made.filed)]

    def restored(self) -> Network:
        """The network as another worker finds it."""
        last = self.snapshots[-1].sequence if self.snapshots else 0
        stored = Stored(
            pages=[self.pages[name] for name in sorted(self.pages)],
            entries=[*self.snapshots, *self.entries[last:]],
            inventories=list(self.inventories.values()),
            roll_ups=whole_pages(
                [self.names[name] for name in sorted(self.names)], self.figures.values()
            ),
        )
        return restored(self.network_id, stored)
