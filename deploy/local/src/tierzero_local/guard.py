"""Ends the platform's processes when their supervisor was killed and could not do it itself.

The supervisor writes ``+<process group>`` and ``-<process group>`` lines into this program's
standard input; when that closes, whatever group is still listed is killed. Killing is safe: the
store syncs on commit and every consumer is idempotent.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterable


def still_running(lines: Iterable[str]) -> set[int]:
    """Read lines until their end; return the groups that were started and did not end."""
    groups: set[int] = set()
    for line in lines:
        change, group = line[0], int(line[1:])
        (groups.add if change == "+" else groups.discard)(group)
    return groups


def kill(groups: Iterable[int]) -> None:
    """Kill every process of the groups."""
    for group in groups:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def main() -> None:
    """Wait for the end of standard input, then kill what is left."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    kill(still_running(sys.stdin))


if __name__ == "__main__":
    main()
