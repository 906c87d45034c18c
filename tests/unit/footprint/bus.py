"""The whole service without broker and store: facts in, lines and inventories out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from footprint.bundles import Bundle
from footprint.columns.rows import stated_rows
from footprint.networks.absorbing import Change, absorb
from footprint.networks.network import Network
from footprint.networks.rollups.messages import messages_of
from footprint.routing.buying import plan_activities, plan_policies
from footprint.routing.plan import NotLoaded, Plan, Streams
from footprint.routing.reduction import (
    reduced_bill,
    reduced_footprint,
    reduced_organization,
    reduced_product,
)
from footprint.routing.reference import plan_reference
from footprint.routing.stating import plan_footprints
from footprint.routing.stream import Stream, fold
from footprint.routing.supplying import plan_supply
from footprint.verify.oracle import Results
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.supplier_portal.v1.footprint_pb2 import FootprintsStated


def _plan_footprints(streams: Streams, bundle: Bundle) -> Plan:
    """From the envelope in which a supplier states them."""
    envelope = FootprintsStated(facts=bundle.footprints)
    return plan_footprints(streams, stated_rows(envelope.SerializeToString()))


KIND_OF = {
    "Organization": ("organizations", plan_supply, reduced_organization),
    "Product": ("products", plan_supply, reduced_product),
    "Footprint": ("footprints", _plan_footprints, reduced_footprint),
    "BillOfMaterials": ("bills_of_materials", plan_supply, reduced_bill),
    "Activity": ("activities", plan_activities, lambda fact: fact),
    "EmissionFactor": ("factors", plan_reference, lambda fact: fact),
    "ExchangeRate": ("exchange_rates", plan_reference, lambda fact: fact),
    "SupplierEmissions": ("supplier_emissions", plan_supply, lambda fact: fact),
    "InventoryPolicy": ("policies", plan_policies, lambda fact: fact),
    "PriceIndex": ("price_indices", plan_reference, lambda fact: fact),
}
"""Message name → field of a bundle, how it is planned, how it is reduced."""


@dataclass
class Bus:
    """Streams, networks and what lies between them."""

    streams: dict[str, Stream] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)
    forwarded: list[tuple[str, Bundle]] = field(default_factory=list)
    changes: list[tuple[str, Change]] = field(default_factory=list)
    """What each message changed, by network, in the order of delivery."""

    def send(self, *facts: Any) -> "Bus":
        """Route facts, one message for each."""
        for fact in facts:
            self.route(*as_message(fact))
        return self

    def route(self, planning: Any, bundle: Bundle) -> None:
        """Route one message; what it forwards waits for `deliver`."""
        plan = self.plan(planning, bundle)
        for name, entry in plan.entries.items():
            fold(self.streams[name], [entry])
        self.forwarded += [(one.key, Bundle.FromString(one.value)) for one in plan.messages]

    def plan(self, planning: Any, bundle: Bundle) -> Plan:
        """Plan with as many streams as it takes."""
        working: dict[str, Stream] = {}
        while True:
            try:
                return planning(working, bundle)
            except NotLoaded as missing:
                for name in missing.names:
                    working[name] = self.streams.setdefault(name, Stream(name))

    def deliver(self, order: Iterable[int] | None = None) -> "Bus":
        """Hand what was forwarded to the networks, in the order given by positions."""
        waiting, self.forwarded = self.forwarded, []
        for position in range(len(waiting)) if order is None else order:
            network_id, facts = waiting[position]
            network = self.networks.setdefault(network_id, Network(network_id))
            change = absorb(network, Bundle.FromString(facts.SerializeToString()))
            self.changes += [(network_id, change)] if change else []
        return self


def as_message(*facts: Any) -> tuple[Any, Bundle]:
    """How facts of one kind are planned, and the facts as the router admits them."""
    kind, planning, reduce = KIND_OF[type(facts[0]).__name__]
    bundle = Bundle()
    getattr(bundle, kind).extend(map(reduce, facts))
    return planning, bundle


def results(networks: Mapping[str, Network]) -> Results:
    """What the networks state, as the oracle states it. An empty inventory is none."""
    found = Results()
    for network in networks.values():
        for key, stated in network.stated.items():
            inventory = Inventory.FromString(stated.content)
            if inventory.line_count or inventory.exclusion_reason:
                found.inventories[network.id, key.category, key.year] = stated.content
        for slot in network.slots:
            if slot.line:
                found.lines[network.id, slot.activity_id] = slot.line
        for sheet in network.roll_ups.sheets.values():
            for one in messages_of(sheet):
                content = one.SerializeToString(deterministic=True)
                found.roll_ups[network.id, one.year, one.product_id] = content
    return found
