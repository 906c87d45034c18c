"""Making the next item while the caller works on one."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")
_END = object()


async def ahead(items: AsyncGenerator[T]) -> AsyncGenerator[T]:
    """The same items; closing it closes ``items``, and what these raise is raised here."""
    coming = _next(items)
    try:
        while (item := await coming) is not _END:
            coming = _next(items)
            yield item  # type: ignore[misc]
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await coming
        await items.aclose()


def _next(items: AsyncGenerator[T]) -> "asyncio.Future[T | object]":
    async def made() -> T | object:
        return await anext(items, _END)

    return asyncio.ensure_future(made())
