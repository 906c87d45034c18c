"""Calls of the sample to the platform's APIs."""

import time
from collections.abc import Callable, Collection
from typing import Any, TypeVar

import httpx

T = TypeVar("T")
FACTS_ARRIVE_WITHIN_SECONDS = 60.0
LOOK_AGAIN_AFTER_SECONDS = 0.2
NOT_YET = (404, 422)
"""How services answer when they do not know yet what is referred to."""


class Refused(RuntimeError):
    """A service did not take what the sample sent; the text says which and why."""

    def __init__(self, answer: httpx.Response) -> None:
        request = answer.request
        super().__init__(f"{request.method} {request.url}: {answer.status_code} {answer.text}")
        self.may_pass = answer.status_code in NOT_YET


def send(
    client: httpx.Client, method: str, path: str, content: Any, accepted: Collection[int] = ()
) -> httpx.Response:
    """Send JSON; raise Refused unless the answer is a success or its status is in ``accepted``."""
    answer = client.request(method, path, json=content)
    if answer.is_error and answer.status_code not in accepted:
        raise Refused(answer)
    return answer


def wait_until(condition: Callable[[], bool]) -> bool:
    """Ask until the condition holds; tell whether it did in time."""
    deadline = time.monotonic() + FACTS_ARRIVE_WITHIN_SECONDS
    while not (holds := condition()) and time.monotonic() < deadline:
        time.sleep(LOOK_AGAIN_AFTER_SECONDS)
    return holds


def once_known(call: Callable[[], T]) -> T:
    """Call until it is not refused: what it refers to may still be on its way over the bus."""
    deadline = time.monotonic() + FACTS_ARRIVE_WITHIN_SECONDS
    while True:
        try:
            return call()
        except Refused as refused:
            if not refused.may_pass or time.monotonic() > deadline:
                raise
            time.sleep(LOOK_AGAIN_AFTER_SECONDS)
