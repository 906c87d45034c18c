"""Secrets hashed with Argon2id (RFC 9106)."""

from functools import cache

from pwdlib import PasswordHash
from starlette.concurrency import run_in_threadpool


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _hash_of_nothing() -> str:
    return _hasher().hash("a password that nobody has")


async def hash_secret(secret: str) -> str:
    """The salted hash to store."""
    return await run_in_threadpool(_hasher().hash, secret)


async def is_secret(secret: str, stored: str | None) -> bool:
    """Whether the secret is the stored one.

    Without a stored hash the same work is done, so that the time taken does not tell which sign-in
    names exist.
    """
    matches = await run_in_threadpool(_verified, secret, stored or _hash_of_nothing())
    return matches and stored is not None


def _verified(secret: str, stored: str) -> bool:
    return _hasher().verify(secret, stored)
