"""An open loop: requests leave at their time, whether or not earlier ones have come back.

Latency counts from the moment at which a request was due, so a server that stalls is not spared.
"""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Sequence

Request = Callable[[int], Awaitable[None]]


async def latencies(request: Request, first: int, count: int, rate: float) -> list[float]:
    """Seconds of each of ``count`` requests, numbered from ``first``, at ``rate`` a second."""
    began = time.perf_counter()

    async def one(place: int) -> float:
        due = began + place / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        await request(first + place)
        return time.perf_counter() - due

    return list(await asyncio.gather(*(one(place) for place in range(count))))


def percentile(times: Sequence[float], share: float) -> float:
    """The least time that a share of the requests did not exceed (nearest rank)."""
    return sorted(times)[max(0, math.ceil(share * len(times)) - 1)]
