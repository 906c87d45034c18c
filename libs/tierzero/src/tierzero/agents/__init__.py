"""Consumers built on faust: decode, handle with bounded retry, park what cannot be used, commit."""

from tierzero.agents.consumer import Consumer, Handler
from tierzero.agents.delivery import Delivery
from tierzero.agents.jobs import Job
from tierzero.agents.worker import run_worker
from tierzero.deadletter import Unusable

__all__ = ["Consumer", "Delivery", "Handler", "Job", "Unusable", "run_worker"]
