"""A small process for the supervisor's tests: notes its start and end in a journal.

Usage: stand_in.py JOURNAL NAME PORT SECONDS. Listens on PORT after SECONDS.
"""

import signal
import socket
import sys
import time
from pathlib import Path
from types import FrameType


def main() -> None:
    """Start, listen, and wait for a signal."""
    journal, name, port, seconds = Path(sys.argv[1]), sys.argv[2], *map(float, sys.argv[3:5])

    def end(_number: int, _frame: FrameType | None) -> None:
        note(journal, f"{name} ended")
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    note(journal, f"{name} began")
    time.sleep(seconds)
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", int(port)))
        server.listen()
        print(f"{name} listens", flush=True)
        while True:
            server.accept()[0].close()


def note(journal: Path, line: str) -> None:
    """Append one line."""
    with journal.open("a") as file:
        file.write(line + "\n")


if __name__ == "__main__":
    main()
