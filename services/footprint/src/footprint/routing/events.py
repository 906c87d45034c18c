"""The router's consumers: which topics it hears, how each is admitted and routed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from footprint.bundles import Bundle
from footprint.columns.rows import stated_rows
from footprint.columns.wellformed import well_formed
from footprint.routing.admission import (
    admitted_activities,
    admitted_bills,
    admitted_footprints,
    admitted_organizations,
    admitted_policies,
    admitted_products,
    admitted_reference,
    admitted_supplier_emissions,
)
from footprint.routing.buying import plan_activities, plan_policies
from footprint.routing.reference import plan_reference
from footprint.routing.router import Planning, Router, route
from footprint.routing.stating import plan_footprints
from footprint.routing.supplying import plan_supply
from tierzero.agents import Consumer, Delivery
from tierzero.agents.consumer import unchecked
from tierzero.topics import (
    ACTIVITIES,
    BILLS_OF_MATERIALS,
    FACTORS,
    FOOTPRINTS,
    INVENTORY_POLICIES,
    ORGANIZATIONS,
    PRODUCTS,
    SUPPLIER_EMISSIONS,
    Topic,
)

Admission = Callable[[Any], Bundle]

ROUTES: Sequence[tuple[Topic, Admission, Planning]] = (
    (ORGANIZATIONS, admitted_organizations, plan_supply),
    (PRODUCTS, admitted_products, plan_supply),
    (FOOTPRINTS, admitted_footprints, plan_footprints),
    (BILLS_OF_MATERIALS, admitted_bills, plan_supply),
    (ACTIVITIES, admitted_activities, plan_activities),
    (SUPPLIER_EMISSIONS, admitted_supplier_emissions, plan_supply),
    (INVENTORY_POLICIES, admitted_policies, plan_policies),
    (FACTORS, admitted_reference, plan_reference),
)
"""Topic, what makes its facts usable for those who only read the log, where they go."""


def arrived(topic: Topic, admit: Admission, value: bytes) -> Any:
    """What planning gets of an envelope: footprints in columns, which comes to the same."""
    return stated_rows(value) if topic is FOOTPRINTS else admit(topic.envelope.FromString(value))


def consumers(router: Router) -> list[Consumer]:
    """One consumer per topic."""
    return [_consumer(router, *known) for known in ROUTES]


def _consumer(router: Router, topic: Topic, admit: Admission, planning: Planning) -> Consumer:
    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        # Serialized messages merge when they are joined: as if all had come in one message, of
        # which nothing is routed where one fact is refused.
        together = b"".join(one.original.value for one in deliveries)
        await route(router, planning, arrived(topic, admit, together))

    async def handle(delivery: Delivery) -> None:
        await handle_many([delivery])

    made = Consumer(topic, handle, handle_many=handle_many, keeps_order=True)
    if topic is not FOOTPRINTS:
        return made
    # Reading columns finds by itself what lacks its identity.
    sure = well_formed(topic.envelope.DESCRIPTOR)
    return replace(made, check=unchecked, is_well_formed=sure)
