"""What verifiers stated about the footprints of suppliers, as the bus told of it.

A statement belongs to the supplier, as the footprint does; a buyer reads by the products it is
shown.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bson import Binary

from carbon import verification
from carbon.footprint.validity import is_usable_on
from carbon.verification import Statement
from procurement.versions import keep_newer
from tierzero.agents import Unusable
from tierzero.facts import UnreadableStatement, statement_from_message
from tierzero.store import Database, Document, Session
from tierzero.supplier_portal.v1.verification_pb2 import VerificationStatement
from tierzero.tenancy import Scope, ScopedCollection

from .model import IssuedFootprint, Product

COLLECTION = "catalogue_verifications"


@dataclass(frozen=True)
class Verification:
    """A statement as it arrived; ``content`` is the serialized fact, whole."""

    version: int
    supplier_id: str
    verifier: str
    statement: Statement
    content: bytes

    @property
    def product_id(self) -> str:
        """The product that it is about."""
        return self.statement.product_id


async def prepare(database: Database) -> None:
    """Create the index."""
    await database[COLLECTION].create_index([("product_id", 1)])


def verification_of(fact: Any) -> Verification:
    """The statement that a fact states; Unusable where it cannot be read."""
    if not (fact.supplier_id and fact.product_id and fact.footprint_id):
        raise Unusable("missing-attribute", f"statement {fact.fact.id} names no footprint")
    if fact.fact.organization_id not in ("", fact.supplier_id):
        raise Unusable("wrong-owner", f"fact {fact.fact.id} is stated by another organization")
    try:
        statement = statement_from_message(fact)
    except UnreadableStatement as error:
        raise Unusable("unreadable-statement", str(error)) from error
    content = fact.SerializeToString(deterministic=True)
    return Verification(fact.fact.version, fact.supplier_id, fact.verifier_name, statement, content)


async def keep(
    database: Database, scope: Scope, stated: Iterable[Verification], session: Session
) -> None:
    """Store a supplier's statements, each unless something newer is known."""
    collection = ScopedCollection(database[COLLECTION], scope)
    await keep_newer(collection, map(_document, stated), session)


async def about(
    database: Database, scope: Scope, products: Collection[Product], session: Session = None
) -> dict[str, list[Verification]]:
    """Statements per product id, for products that the scope owns or was shown."""
    owners = {product.id: product.supplier_id for product in products}
    found: dict[str, list[Verification]] = {}
    wanted = {"product_id": {"$in": list(owners)}}
    async for document in database[COLLECTION].find(wanted, session=session):
        # As with footprints: a statement counts only where product and statement have one owner.
        if document["organization_id"] == owners[document["product_id"]]:
            held = verification_of(VerificationStatement.FromString(bytes(document["content"])))
            found.setdefault(held.product_id, []).append(held)
    return found


def badge_of(
    stated: Iterable[Verification], footprints: Iterable[IssuedFootprint], now: datetime
) -> Verification | None:
    """The statement behind the badge of a footprint in force, the latest period first."""
    known = {one.statement.id: one for one in stated}
    statements = [one.statement for one in known.values()]
    usable = [one for one in footprints if is_usable_on(one.footprint, now)]
    for issued in sorted(usable, key=_period_end, reverse=True):
        badge = verification.badge_of(statements, issued.product_id, issued.footprint, now)
        if badge:
            return known[badge.id]
    return None


def _period_end(issued: IssuedFootprint) -> datetime:
    return issued.footprint.pcf.reference_period_end


def _document(stated: Verification) -> Document:
    return {
        "_id": stated.statement.id,
        "version": stated.version,
        "product_id": stated.product_id,
        "content": Binary(stated.content),
    }
