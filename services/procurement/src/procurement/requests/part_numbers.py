"""What the buyer's part numbers mean, as either side has stated it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procurement import audit
from procurement.versions import settled
from tierzero import lists, outbox
from tierzero.facts.part_numbers import (
    PartNumber,
    Speaker,
    holding,
    mapping_id,
    part_number_to_message,
)
from tierzero.identity import Clock
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.procurement.v1.footprint_request_pb2 import FootprintRequestsStated
from tierzero.store import Database, Document, Session, Store
from tierzero.tenancy import Scope, ScopedCollection
from tierzero.topics import FOOTPRINT_REQUESTS

COLLECTION = "part_numbers"
_NAMES = ("supplier_id", "part_number", "product_id", "clock", "recorded_at")


async def prepare(database: Database) -> None:
    """Create the indexes."""
    numbers, by_number = database[COLLECTION], [("part_number", 1), ("_id", 1)]
    await numbers.create_index([("organization_id", 1), *by_number])
    await numbers.create_index([("organization_id", 1), ("supplier_id", 1), *by_number])


@dataclass(frozen=True)
class PartNumbers:
    """The table of a buyer: (supplier, own number) → the supplier's product."""

    store: Store
    clock: Clock

    async def turned(
        self, scope: Scope, supplier_id: str, turn: Turn, size: int
    ) -> Stretch[PartNumber]:
        """A page of the numbers that mean a product, by number."""
        database, listing = self.store.database, _listing(supplier_id)
        found = await lists.page(database, scope, listing, turn, size)
        return lists.mapped(found, [_statement(document) for document in found.items])

    async def count(self, scope: Scope, supplier_id: str = "") -> Count:
        """How many numbers mean a product, as far as lists are counted."""
        return await lists.count(self.store.database, scope, _listing(supplier_id))

    async def meant(self, scope: Scope, pairs: Collection[tuple[str, str]]) -> Mapping[str, str]:
        """Mapping id → product id, for (supplier id, part number) pairs that are known."""
        ids = [mapping_id(supplier, scope.organization_id, number) for supplier, number in pairs]
        held = await self._by_ids(scope, ids)
        return {key: one.product_id for key, one in held.items() if one.product_id}

    async def state(
        self, scope: Scope, supplier_id: str, part_number: str, product_id: str
    ) -> PartNumber:
        """Say which product a number means; an empty product takes it back."""

        async def write(session: Session) -> PartNumber:
            key = mapping_id(supplier_id, scope.organization_id, part_number)
            before = (await self._by_ids(scope, [key], session)).get(key)
            if before and before.product_id == product_id:
                return before
            statement = PartNumber(
                supplier_id=supplier_id,
                buyer_id=scope.organization_id,
                part_number=before.part_number if before else part_number,
                product_id=product_id,
                clock=before.clock + 1 if before else 1,
                speaker=Speaker.BUYER,
                recorded_at=self.clock(),
            )
            await self._keep(scope, [statement], session)
            envelope = FootprintRequestsStated(part_numbers=[part_number_to_message(statement)])
            database = self.store.database
            await outbox.append_envelope(
                session, database, FOOTPRINT_REQUESTS, supplier_id, envelope
            )
            return statement

        return await settled(self.store, write)

    async def learn(self, scope: Scope, stated: Iterable[PartNumber]) -> None:
        """Keep what suppliers say where it prevails over what is known."""
        held = holding(stated)

        async def write(session: Session) -> None:
            known = await self._by_ids(scope, list(held), session)
            new = [one for one in held.values() if one.prevails_over(known.get(one.id))]
            await self._keep(scope, new, session)

        await settled(self.store, write)

    async def _keep(self, scope: Scope, statements: Sequence[PartNumber], session: Session) -> None:
        pairs = [({"_id": one.id}, _document(one)) for one in statements]
        await self._scoped(scope).replace_many(pairs, session=session)
        for one in statements:
            await audit.note(self.store.database, scope, _entry(one), session)

    async def _by_ids(
        self, scope: Scope, ids: Collection[str], session: Session = None
    ) -> dict[str, PartNumber]:
        chosen = {"_id": {"$in": list(ids)}}
        cursor = self._scoped(scope).find(chosen, session=session)
        return {document["_id"]: _statement(document) async for document in cursor}

    def _scoped(self, scope: Scope) -> ScopedCollection:
        return ScopedCollection(self.store.database[COLLECTION], scope)


def _listing(supplier_id: str) -> Listing:
    equal = {"supplier_id": supplier_id} if supplier_id else {}
    return Listing(COLLECTION, "part_number", equal, looks_at=("product_id",), wanted=_stands)


def _stands(document: Mapping[str, Any]) -> bool:
    return bool(document["product_id"])


def _document(statement: PartNumber) -> Document:
    content = {name: getattr(statement, name) for name in _NAMES}
    return {"_id": statement.id, **content, "speaker": statement.speaker.value}


def _statement(document: Document) -> PartNumber:
    content = {name: document[name] for name in _NAMES}
    speaker = Speaker(document["speaker"])
    return PartNumber(buyer_id=document["organization_id"], speaker=speaker, **content)


def _entry(statement: PartNumber) -> audit.Entry:
    return audit.Entry(
        at=statement.recorded_at,
        actor=statement.owner_id,
        action="part_number.stated",
        subject_id=statement.id,
        version=statement.clock,
        before={},
        after={"part_number": statement.part_number, "product_id": statement.product_id},
    )
