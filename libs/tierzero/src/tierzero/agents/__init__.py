"""Consumers built on faust: decode, handle with bounded retry, park what cannot be used, commit."""

from typing import TYPE_CHECKING, Any

from tierzero.agents.consumer import Consumer, Handler, HandlerOfMany
from tierzero.agents.delivery import Delivery
from tierzero.agents.jobs import Job
from tierzero.deadletter import Unusable

if TYPE_CHECKING:
    from tierzero.agents.worker import run_worker

__all__ = ["Consumer", "Delivery", "Handler", "HandlerOfMany", "Job", "Unusable", "run_worker"]


def __getattr__(name: str) -> Any:
    # Only workers pay for importing faust (0.8 s); the other processes share their modules.
    if name == "run_worker":
        from tierzero.agents.worker import run_worker

        return run_worker
    raise AttributeError(name)
