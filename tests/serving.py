"""Processes that tests start: where they listen, and when they can be asked."""

import subprocess
import time
import urllib.request
from typing import Any

from tierzero_local import ports

STARTS_WITHIN_SECONDS = 60


def free_port() -> int:
    """A port that nobody listens on."""
    return ports.one()


def wait_until_ready(process: "subprocess.Popen[Any]", port: int) -> None:
    """Wait until a process says that it can do its work."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, f"{process.args} ended with {process.returncode}"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"{process.args} did not become ready")
