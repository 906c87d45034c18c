"""Guessing secrets is slowed down: few failed attempts for one name from one address."""

from dataclasses import dataclass, field

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from tierzero.i18n import _
from tierzero.problems import Problem

FAILURES_PER_MINUTE = 10


@dataclass(frozen=True)
class Attempts:
    """Failed attempts of the last minute, in this process."""

    limiter: MovingWindowRateLimiter = field(
        default_factory=lambda: MovingWindowRateLimiter(MemoryStorage())
    )
    allowance: RateLimitItemPerMinute = field(
        default_factory=lambda: RateLimitItemPerMinute(FAILURES_PER_MINUTE)
    )

    async def admit(self, name: str, address: str) -> None:
        """Raise Problem 429 where too many attempts have failed."""
        if not await self.limiter.test(self.allowance, name, address):
            detail = _("Too many failed attempts; wait a minute and try again.")
            raise Problem(429, "too-many-attempts", detail, headers={"Retry-After": "60"})

    async def note_failure(self, name: str, address: str) -> None:
        """Count one failed attempt."""
        await self.limiter.hit(self.allowance, name, address)
