"""The router's consumers: which topics it hears, how each is admitted and routed."""

from collections.abc import Callable, Sequence
from typing import Any

from footprint.bundles import Bundle
from footprint.columns.rows import stated_rows
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
"""Topic, what makes its facts usable, where they go. The router admits footprints in columns;
that comes to the same, and those who only read the log take the simpler way."""


def consumers(router: Router) -> list[Consumer]:
    """One consumer per topic."""
    others = [known for known in ROUTES if known[0] is not FOOTPRINTS]
    return [_of_footprints(router), *(_consumer(router, *known) for known in others)]


def _of_footprints(router: Router) -> Consumer:
    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        together = b"".join(one.original.value for one in deliveries)
        await route(router, plan_footprints, stated_rows(together))

    async def handle(delivery: Delivery) -> None:
        await handle_many([delivery])

    # Reading the columns finds what lacks its identity.
    return Consumer(FOOTPRINTS, handle, handle_many=handle_many, check=unchecked)


def _consumer(router: Router, topic: Topic, admit: Admission, planning: Planning) -> Consumer:
    async def handle(delivery: Delivery) -> None:
        await route(router, planning, admit(delivery.envelope))

    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        # Serialized messages merge when they are joined: as if all had come in one message, of
        # which nothing is routed where one fact is refused.
        together = b"".join(one.original.value for one in deliveries)
        await route(router, planning, admit(topic.envelope.FromString(together)))

    return Consumer(topic, handle, handle_many=handle_many)
