"""The collection ``reference_factors``: the newest version of each factor."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from carbon.classifications import covering
from carbon.decimals import format_decimal
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import ReferenceFactor

COLLECTION = "reference_factors"
_ORDER = [("name", 1), ("_id", 1)]
Filter = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """Which factors are sought; what is empty does not matter."""

    words: str = ""
    classification: str = ""
    """Factors of this class and of those that cover it."""
    region: str = ""

    def filter(self) -> Filter:
        """As the store's filter: every word occurs."""
        found: Filter = {}
        if words := self.words.casefold().split():
            found["$and"] = [{"searched": {"$regex": re.escape(word)}} for word in words]
        if self.classification:
            found["class"] = {"$in": list(covering(self.classification))}
        if self.region:
            found["region"] = self.region
        return found


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    factors = database[COLLECTION]
    await factors.create_index([("organization_id", 1), ("name", 1)])
    await factors.create_index([("organization_id", 1), ("class", 1)])
    await factors.create_index([("organization_id", 1), ("family", 1)])


async def versions(
    database: Database, scope: Scope, identities: Iterable[str], session: Session
) -> Mapping[str, int]:
    """Id → version of what is stored."""
    wanted = {"_id": {"$in": list(identities)}}
    cursor = _documents(database, scope).find(wanted, projection={"version": 1}, session=session)
    return {document["_id"]: document["version"] async for document in cursor}


async def insert_many(
    database: Database, scope: Scope, factors: Sequence[ReferenceFactor], session: Session
) -> None:
    """Add factors that were not known yet."""
    if factors:
        documents = [_document(scope, factor) for factor in factors]
        await _documents(database, scope).insert_many(documents, session=session)


async def replace(
    database: Database, scope: Scope, factor: ReferenceFactor, session: Session
) -> None:
    """Put a newer version in the place of an older one."""
    chosen = {"_id": factor.id}
    await _documents(database, scope).replace_one(chosen, _document(scope, factor), session=session)


async def sought(
    database: Database, scope: Scope, wanted: Wanted, limit: int
) -> list[ReferenceFactor]:
    """Factors of the scope's owner that are wanted, by name."""
    return await _found(database, scope, wanted.filter(), limit)


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str]
) -> list[ReferenceFactor]:
    """Those that exist of the ids."""
    return await _found(database, scope, {"_id": {"$in": list(identities)}}, 0)


async def of_families(
    database: Database, scope: Scope, families: Iterable[str]
) -> list[ReferenceFactor]:
    """All editions of the families."""
    return await _found(database, scope, {"family": {"$in": list(families)}}, 0)


async def _found(
    database: Database, scope: Scope, filter_: Filter, limit: int
) -> list[ReferenceFactor]:
    cursor = _documents(database, scope).find(filter_, sort=_ORDER, limit=limit)
    return [_factor(document) async for document in cursor]


def _document(scope: Scope, factor: ReferenceFactor) -> dict[str, Any]:
    content = asdict(factor)
    searched = (factor.name, factor.classification, factor.factor_set, factor.set_version)
    return {
        "_id": content.pop("id"),
        "organization_id": scope.organization_id,
        **content,
        "value": format_decimal(factor.value),
        "family": factor.family,
        "class": (covering(factor.classification) or ("",))[-1],
        "searched": " ".join(searched).casefold(),
    }


def _factor(document: Mapping[str, Any]) -> ReferenceFactor:
    names = ReferenceFactor.__dataclass_fields__.keys() - {"id", "value"}
    known = {name: document[name] for name in names}
    return ReferenceFactor(id=document["_id"], value=Decimal(document["value"]), **known)
