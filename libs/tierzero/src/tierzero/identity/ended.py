"""Sessions that were ended before their tokens expire: who has a newer generation of tokens.

Tokens are verified without asking anybody. What they cannot know, that somebody was deactivated or
signed out everywhere, stands in a short list that the portal publishes and every process keeps: the
idea of a token status list (IETF draft-ietf-oauth-status-list). Where the list cannot be had, the
one before holds.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

import httpx

from .principal import Principal

PATH = "/auth/ended-sessions"
KEPT_SECONDS = 5.0
_PATIENCE_SECONDS = 3.0
_log = logging.getLogger(__name__)

Generations = Mapping[str, int]
Source = Callable[[], Awaitable[Generations]]


def member_key(member: str) -> str:
    """A member in the list, which is public: whoever reads it learns no names."""
    return hashlib.sha256(member.encode()).hexdigest()[:32]


@dataclass
class EndedSessions:
    """Key of a member → the generation that its tokens must have, where it changed lately."""

    source: Source | None = None
    kept_seconds: float = KEPT_SECONDS
    generations: Generations = field(default_factory=dict[str, int])
    asked_at: float = float("-inf")
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    def has_ended(self, principal: Principal) -> bool:
        """Whether the principal's token is of a generation that is over."""
        return principal.generation < self.generations.get(member_key(principal.member), 0)

    async def refresh(self) -> None:
        """Ask again where the list is older than it may be; never raises."""
        if self.source is None or not self._is_old():
            return
        async with self.asking:
            if self._is_old():
                await self._ask(self.source)

    def forget(self) -> None:
        """Ask again at the next occasion: this process has just ended sessions."""
        self.asked_at = float("-inf")

    def _is_old(self) -> bool:
        return monotonic() - self.asked_at >= self.kept_seconds

    async def _ask(self, source: Source) -> None:
        try:
            self.generations = await source()
        except Exception as error:
            # Whatever went wrong, those who are signed in go on working.
            _log.warning("the list of ended sessions is not to be had: %r", error)
        self.asked_at = monotonic()


def published_by(portal_url: str) -> Source:
    """The list as the portal publishes it."""

    async def ask() -> Generations:
        url = portal_url.rstrip("/") + PATH
        async with httpx.AsyncClient(timeout=_PATIENCE_SECONDS, trust_env=False) as client:
            answer = (await client.get(url)).raise_for_status().json()
        return {str(member): int(number) for member, number in answer["generations"].items()}

    return ask
