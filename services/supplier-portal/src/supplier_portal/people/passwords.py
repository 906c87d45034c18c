"""Passwords and secrets: which are good enough, and their hashes by Argon2id (RFC 9106)."""

import secrets
from collections.abc import Iterable
from functools import cache

from pwdlib import PasswordHash
from starlette.concurrency import run_in_threadpool
from zxcvbn import zxcvbn

from tierzero.i18n import _
from tierzero.problems import FieldProblem, invalid

MIN_CHARACTERS = 12
_LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: more than 10^8 guesses, safe where guessing is slowed down."""
_JUDGED_CHARACTERS = 72
"""zxcvbn takes quadratic time; what is longer is good by its length or bad by its beginning."""


async def refuse_weak(password: str, names: Iterable[str]) -> None:
    """Raise Problem 422 for a password that would be guessed (NIST SP 800-63B-4 §3.1.1.2).

    ``names`` are what stands nearest: the user name, the names of person and organization. There
    are no rules of composition, as the standard asks.
    """
    if fault := await run_in_threadpool(weakness, password, tuple(names)):
        raise invalid([fault], "weak-password")


def weakness(password: str, names: Iterable[str]) -> FieldProblem | None:
    """What is wrong with a password."""
    if len(password) < MIN_CHARACTERS:
        text = _("Use at least {n} characters; several words are fine.", n=MIN_CHARACTERS)
        return FieldProblem("password", "password-too-short", text)
    folded = password.casefold()
    words = [word for name in names for word in _words(name)]
    if any(len(folded) - len(word) < MIN_CHARACTERS - 4 for word in words if word in folded):
        text = _("Leave out the user name, your own name and that of the organization.")
        return FieldProblem("password", "password-is-name", text)
    if zxcvbn(password[:_JUDGED_CHARACTERS], user_inputs=words)["score"] < _LEAST_SCORE:
        text = _("This is among the first that somebody would try. Take several unusual words.")
        return FieldProblem("password", "password-common", text)
    return None


def _words(name: str) -> list[str]:
    """A name, and of an address also the part before the sign, as far as they tell anything."""
    whole = name.strip().casefold()
    return [word for word in {whole, whole.partition("@")[0]} if len(word) >= 4]


def new_secret() -> str:
    """A secret of 256 bits for a program or a link."""
    return secrets.token_urlsafe(32)


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
