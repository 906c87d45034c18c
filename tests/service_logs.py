"""What the services of a test said went wrong, for the report of a test that failed."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

_MOST = 12
_BEFORE = timedelta(minutes=1)
"""An error of the body of a test may only be seen when its fixtures end."""


def errors_since(directory: Path, moment: float) -> list[str]:
    """The last errors in all logs below a directory, since a little before a Unix time."""
    since = datetime.fromtimestamp(moment, UTC) - _BEFORE
    found = [
        (at, f"{log.stem}: {line['message'].strip()}{_last(line.get('exception', ''))}")
        for log in directory.rglob("*.log")
        if log.stat().st_mtime >= since.timestamp()
        for at, line in _errors(log)
        if at >= since
    ]
    return [text for _at, text in sorted(found)[-_MOST:]]


def _errors(log: Path) -> Iterator[tuple[datetime, dict[str, Any]]]:
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if '"level": "error"' in line and line.endswith("}\n"):
                read = json.loads(line)
                yield datetime.fromisoformat(read["time"]), read


def _last(traceback: str) -> str:
    """Where it was raised and with which words."""
    lines = traceback.strip().splitlines()
    return "".join(f"\n    {line.strip()}" for line in lines[-4:])
