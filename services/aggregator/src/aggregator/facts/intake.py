"""The newest version of each fact, kept in one transaction with the note of whom it concerns."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from tierzero.store import Document, Session, Store
from tierzero.tenancy import ScopedCollection, scope_of_worker

Announce = Callable[[Session, frozenset[str]], Awaitable[None]]
"""Notes within the session's transaction that these factories' progress may have changed."""


@dataclass(frozen=True)
class Change:
    """A fact that was stored, and what it replaced."""

    before: Document | None
    after: Document


@dataclass(frozen=True)
class Intake:
    """Where facts go: the store, and who is told about changes (in the transaction, and after)."""

    store: Store
    announce: Announce
    wake: Callable[[], None]


async def take_in(
    intake: Intake,
    collection: str,
    documents: Sequence[Document],
    concerned: Callable[[Document], Iterable[str]],
) -> None:
    """Store what is newer than what is there; repeated and overtaken facts change nothing.

    ``concerned`` names the factories that a document, new or replaced, has to do with.
    """

    async def write(session: Session) -> bool:
        changes = await keep_newest(session, intake.store, collection, documents)
        factories = frozenset(_concerned(changes, concerned))
        if factories:
            await intake.announce(session, factories)
        return bool(factories)

    if await intake.store.in_transaction(write):
        intake.wake()


async def keep_newest(
    session: Session, store: Store, collection: str, documents: Sequence[Document]
) -> list[Change]:
    """Write the documents whose version is higher than the stored one's; return what changed."""
    changes: list[Change] = []
    ordered = sorted(documents, key=_owner)
    for owner, group in groupby(ordered, _owner):
        scope = scope_of_worker(owner, "aggregator.worker")
        scoped = ScopedCollection(store.database[collection], scope)
        changes += await _keep_of_owner(session, scoped, list(group))
    return changes


async def _keep_of_owner(
    session: Session, scoped: ScopedCollection, documents: list[Document]
) -> list[Change]:
    ids = sorted({document["_id"] for document in documents})
    found = await scoped.find({"_id": {"$in": ids}}, session=session).to_list(None)
    newer = newer_than({document["_id"]: document for document in found}, documents)
    # Two calls, because inserting many is far cheaper than upserting many.
    added = [change.after for change in newer if change.before is None]
    replaced = [({"_id": c.after["_id"]}, c.after) for c in newer if c.before is not None]
    if added:
        await scoped.insert_many(added, session=session)
    await scoped.replace_many(replaced, session=session)
    return newer


def newer_than(stored: Mapping[str, Document], documents: Iterable[Document]) -> list[Change]:
    """What changes when documents meet those stored by id: only the highest version counts.

    Whatever the order in which documents come, and however often, the same ones are left.
    """
    newest = dict(stored)
    for document in documents:
        held = newest.get(document["_id"])
        if held is None or document["version"] > held["version"]:
            newest[document["_id"]] = document
    return [
        Change(stored.get(identifier), document)
        for identifier, document in newest.items()
        if document is not stored.get(identifier)
    ]


def _owner(document: Document) -> str:
    return document["organization_id"]


def _concerned(
    changes: Iterable[Change], concerned: Callable[[Document], Iterable[str]]
) -> Iterable[str]:
    for change in changes:
        yield from concerned(change.after)
        if change.before is not None:
            yield from concerned(change.before)
