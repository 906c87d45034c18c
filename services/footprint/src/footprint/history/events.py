"""When base years are looked at: after a buyer's policy, and after a revision of an inventory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from footprint.history.stating import BaseYears, follow_inventories, follow_policy
from tierzero.agents import Consumer, Delivery
from tierzero.topics import INVENTORIES


def consumer(base_years: BaseYears) -> Consumer:
    """Hears the revisions that this service states itself: what it hears of is stored."""

    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        years: dict[str, set[int]] = {}
        for one in _facts(deliveries):
            years.setdefault(one.buyer_id, set()).add(one.year)
        for buyer_id, own in sorted(years.items()):
            await follow_inventories(base_years, buyer_id, own)

    async def handle(delivery: Delivery) -> None:
        await handle_many([delivery])

    return Consumer(INVENTORIES, handle, handle_many=handle_many)


def following_policies(base_years: BaseYears, router: Consumer) -> Consumer:
    """The router's consumer of policies, which refuses what is no use, and base years after it."""

    async def handle(delivery: Delivery) -> None:
        await router.handle(delivery)
        await _follow(base_years, [delivery])

    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        if router.handle_many is not None:
            await router.handle_many(deliveries)
            await _follow(base_years, deliveries)

    return replace(router, handle=handle, handle_many=handle_many, keeps_order=False)


async def _follow(base_years: BaseYears, deliveries: Sequence[Delivery]) -> None:
    for policy in _facts(deliveries):
        await follow_policy(base_years, policy)


def _facts(deliveries: Iterable[Delivery]) -> Iterable[Any]:
    return (fact for one in deliveries for fact in one.facts)
