"""Calls of the sample to the platform's APIs."""

import time
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import httpx

T = TypeVar("T")
FACTS_ARRIVE_WITHIN_SECONDS = 60.0
LOOK_AGAIN_AFTER_SECONDS = 0.2


class Refused(RuntimeError):
    """A service did not take what the sample sent; the text says which and why."""


def send(
    client: httpx.Client, method: str, path: str, content: Any, accepted: Collection[int] = ()
) -> httpx.Response:
    """Send JSON; raise Refused unless the answer is a success or its status is in ``accepted``."""
    answer = client.request(method, path, json=content)
    if answer.is_error and answer.status_code not in accepted:
        raise Refused(f"{method} {answer.url}: {answer.status_code} {answer.text}")
    return answer


def once_known(call: Callable[[], T]) -> T:
    """Call until it is not refused: what it refers to may still be on its way over the bus."""
    deadline = time.monotonic() + FACTS_ARRIVE_WITHIN_SECONDS
    while True:
        try:
            return call()
        except Refused:
            if time.monotonic() > deadline:
                raise
            time.sleep(LOOK_AGAIN_AFTER_SECONDS)
