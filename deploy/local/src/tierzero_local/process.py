"""What a process of the platform is: data that the supervisor acts on."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

ReadyCheck: TypeAlias = Callable[[], Awaitable[bool]]
"""Answers at once whether the process can be used; asked again until it can."""


class Lifetime(Enum):
    """Whether a process is meant to go on or to finish."""

    SERVING = "serving"
    ONCE = "once"


@dataclass(frozen=True)
class Process:
    """One operating-system process, how to tell that it is usable and what it needs first."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    ready: ReadyCheck | None = None
    """None: usable as soon as it was started (serving) or has exited with 0 (once)."""
    depends_on: tuple[str, ...] = ()
    restart_after: tuple[str, ...] = ()
    """Processes whose loss makes this one's memory of them wrong, so it starts again after them."""
    address: str = ""
    """Where people find it."""
    lifetime: Lifetime = Lifetime.SERVING
    ready_within_seconds: float = 90.0
    stop_within_seconds: float = 10.0
