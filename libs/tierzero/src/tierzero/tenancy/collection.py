"""A collection of the document store that cannot be used without a scope."""

import inspect
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import ReplaceOne

from tierzero.writes import Writes

from .pipelines import scoped_pipeline
from .scope import Document, Scope, scoped_document, scoped_filter, scoped_update

Filter = Mapping[str, Any]
_PORTION = 50


@dataclass(frozen=True, slots=True)
class ScopedCollection:
    """The documents of one organization in a motor or PyMongo asynchronous collection.

    Each method is the driver's of the same name with the organization added to filter and document;
    keyword arguments (``session``, ``sort``, ``limit``, ``upsert`` …) go to the driver unchanged.
    Raises ``ScopeViolation`` where a call names another organization.
    """

    collection: Any
    scope: Scope

    async def find_one(self, filter_: Filter | None = None, **options: Any) -> Document | None:
        """One document of the scope, or None."""
        return await self.collection.find_one(scoped_filter(self.scope, filter_), **options)

    def find(self, filter_: Filter | None = None, **options: Any) -> Any:
        """The driver's cursor over documents of the scope."""
        return self.collection.find(scoped_filter(self.scope, filter_), **options)

    async def find_among(
        self, field: str, values: Iterable[Any], filter_: Filter | None = None, **options: Any
    ) -> AsyncIterator[Document]:
        """Documents of the scope whose field has one of many values, asked for in portions.

        Stores compare each document with the values one by one where they are many.
        """
        for portion in _portions(field, values):
            async for document in self.find({**(filter_ or {}), **portion}, **options):
                yield document

    async def count_documents(self, filter_: Filter | None = None, **options: Any) -> int:
        """How many documents of the scope match."""
        return await self.collection.count_documents(scoped_filter(self.scope, filter_), **options)

    async def distinct(self, key: str, filter_: Filter | None = None, **options: Any) -> list[Any]:
        """Different values of a field among documents of the scope."""
        return await self.collection.distinct(key, scoped_filter(self.scope, filter_), **options)

    async def aggregate(self, pipeline: Sequence[Filter], **options: Any) -> list[Document]:
        """All results of a pipeline over documents of the scope."""
        cursor = self.collection.aggregate(scoped_pipeline(self.scope, pipeline), **options)
        # PyMongo's asynchronous client answers with a coroutine where motor answers with a cursor.
        found = await cursor if inspect.isawaitable(cursor) else cursor
        return [document async for document in found]

    async def insert_one(self, document: Filter, **options: Any) -> Any:
        """Insert a document as one of the scope."""
        return await self.collection.insert_one(scoped_document(self.scope, document), **options)

    async def insert_many(self, documents: Iterable[Filter], **options: Any) -> Any:
        """Insert documents as documents of the scope."""
        scoped = [scoped_document(self.scope, document) for document in documents]
        return await self.collection.insert_many(scoped, **options)

    async def update_one(self, filter_: Filter, update: Filter, **options: Any) -> Any:
        """Change one document of the scope; it stays in the scope."""
        return await self.collection.update_one(
            scoped_filter(self.scope, filter_), scoped_update(update), **options
        )

    async def update_many(self, filter_: Filter, update: Filter, **options: Any) -> Any:
        """Change the matching documents of the scope; they stay in the scope."""
        return await self.collection.update_many(
            scoped_filter(self.scope, filter_), scoped_update(update), **options
        )

    async def find_one_and_update(
        self, filter_: Filter, update: Filter, **options: Any
    ) -> Document | None:
        """Change one document of the scope and return it."""
        return await self.collection.find_one_and_update(
            scoped_filter(self.scope, filter_), scoped_update(update), **options
        )

    async def replace_one(self, filter_: Filter, document: Filter, **options: Any) -> Any:
        """Put a document of the scope in the place of another."""
        return await self.collection.replace_one(
            scoped_filter(self.scope, filter_), scoped_document(self.scope, document), **options
        )

    async def replace_many(
        self, replacements: Iterable[tuple[Filter, Filter]], **options: Any
    ) -> Any:
        """Replace or insert many (filter, document) pairs in one call."""
        requests = [
            ReplaceOne(
                scoped_filter(self.scope, filter_),
                scoped_document(self.scope, document),
                upsert=True,
            )
            for filter_, document in replacements
        ]
        return await self.collection.bulk_write(requests, **options) if requests else None

    def writes(
        self, new: Iterable[Filter], replacements: Iterable[tuple[Filter, Filter]] = ()
    ) -> Writes:
        """Documents to insert and (filter, document) pairs to replace or insert, for those who
        write them together with other things."""
        changed = [
            (scoped_filter(self.scope, filter_), scoped_document(self.scope, document))
            for filter_, document in replacements
        ]
        return Writes(
            self.collection, [scoped_document(self.scope, document) for document in new], changed
        )

    async def delete_one(self, filter_: Filter, **options: Any) -> Any:
        """Remove one document of the scope."""
        return await self.collection.delete_one(scoped_filter(self.scope, filter_), **options)

    async def delete_many(self, filter_: Filter, **options: Any) -> Any:
        """Remove the matching documents of the scope."""
        return await self.collection.delete_many(scoped_filter(self.scope, filter_), **options)

    async def delete_among(self, field: str, values: Iterable[Any], **options: Any) -> None:
        """Remove documents of the scope whose field has one of many values, in portions."""
        for portion in _portions(field, values):
            await self.delete_many(portion, **options)


def _portions(field: str, values: Iterable[Any]) -> Iterator[Document]:
    """Conditions that each ask for some of the values."""
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), _PORTION):
        yield {field: {"$in": wanted[start : start + _PORTION]}}
