"""Telling others which figures of a buyer's base year are in force, whenever that changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from footprint.history import held as repository
from footprint.history.held import Held
from footprint.history.in_force import figures_in_force
from footprint.history.reading import known_base_year
from tierzero import outbox
from tierzero.footprint.v1.base_year_pb2 import BaseYearFigures
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy
from tierzero.store import Session, Store
from tierzero.tenancy import scope_of_worker
from tierzero.topics import BASE_YEARS


@dataclass(frozen=True)
class BaseYears:
    """What telling needs."""

    store: Store
    clock: Callable[[], datetime]


async def follow_policy(base_years: BaseYears, policy: InventoryPolicy) -> None:
    """Take a policy in, unless a newer one has come before it."""
    await _look(base_years, policy.fact.id, policy)


async def follow_inventories(base_years: BaseYears, buyer_id: str, years: set[int]) -> None:
    """Look again after inventories of these years were stated."""

    def concerns(held: Held) -> bool:
        return held.policy.base_year in years

    await _look(base_years, buyer_id, None, concerns)


async def _look(
    base_years: BaseYears,
    buyer_id: str,
    policy: InventoryPolicy | None,
    concerns: Callable[[Held], bool] = lambda _held: True,
) -> None:
    store, scope = base_years.store, scope_of_worker(buyer_id, "footprint.worker")

    if policy is None and not concerns(await repository.read(None, store.database, scope)):
        # Nearly always: then a transaction would only be more round trips to the store.
        return

    async def write(session: Session) -> None:
        before = await repository.read(session, store.database, scope)
        held = _with(before, policy)
        if (policy is not None and held is before) or not concerns(held):
            return
        live = InventoryPolicy() if held.policy.fact.withdrawn else held.policy
        known = await known_base_year(session, store.database, scope, live)
        told = figures_in_force(known)
        if not _says_the_same(held.told, told):
            told.buyer_id = told.fact.id = told.fact.organization_id = buyer_id
            told.fact.version = held.told.fact.version + 1
            told.fact.recorded_at.FromDatetime(base_years.clock())
            await outbox.append(session, store.database, BASE_YEARS, buyer_id, [told])
            held = replace(held, told=told)
        await repository.write(session, store.database, scope, held)

    await store.in_transaction(write)


def _with(held: Held, policy: InventoryPolicy | None) -> Held:
    is_news = policy is not None and policy.fact.version > held.policy.fact.version
    return replace(held, policy=policy) if is_news else held


def _says_the_same(one: BaseYearFigures, other: BaseYearFigures) -> bool:
    bare = BaseYearFigures()
    bare.CopyFrom(one)
    bare.ClearField("fact")
    bare.ClearField("buyer_id")
    return bare == other
