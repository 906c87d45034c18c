"""What the tests of pages share."""

from collections.abc import Callable
from datetime import UTC, datetime

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
BASE = "http://127.0.0.1:8402"

Token = Callable[..., str]
