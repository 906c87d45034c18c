"""Names of organizations, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aggregator.organizations import repository
from tierzero.i18n import CHINESE, current_language
from tierzero.store import Database, Document


@dataclass(frozen=True)
class OrganizationName:
    """What an organization is called; ``chinese`` is empty where it has no other name."""

    english: str
    chinese: str = ""
    country: str = ""

    def __str__(self) -> str:
        wants_chinese = current_language() == CHINESE and self.chinese
        return self.chinese if wants_chinese else self.english


async def names_of(database: Database, ids: Iterable[str]) -> Mapping[str, OrganizationName]:
    """The name of each organization; one not heard of yet is called by its id."""
    wanted = list(ids)
    found = {document["_id"]: document for document in await repository.named(database, wanted)}
    return {one: _name(one, found.get(one)) for one in wanted}


def _name(identifier: str, document: Document | None) -> OrganizationName:
    if document is None:
        return OrganizationName(identifier)
    return OrganizationName(document["name"], document["name_zh"], document["country"])
