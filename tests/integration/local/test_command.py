"""The supervisor as a program: its lock, its file, its end."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from tierzero_local import ports
from tierzero_local.handle import started

COMMAND = [sys.executable, "-m", "tierzero_local.run"]


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_second_start_in_the_same_directory_is_refused(tmp_path: Path) -> None:
    with started(tmp_path, "--only=store"):
        second = subprocess.run(
            [*COMMAND, "--directory", str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert second.returncode == 1
    assert "already runs (process" in second.stderr


def test_the_description_is_there_while_the_platform_runs_and_no_longer(tmp_path: Path) -> None:
    file = tmp_path / "platform.json"
    with started(tmp_path, "--only=broker") as platform:
        assert file.stat().st_mode & 0o777 == 0o600
        assert json.loads(file.read_text())["broker"] == platform.broker
        assert is_alive(platform.processes["broker"])
    assert not file.exists()
    assert not is_alive(platform.processes["broker"])


async def test_a_killed_supervisor_leaves_nothing_behind_and_can_start_again(
    tmp_path: Path, eventually: Any
) -> None:
    with started(tmp_path, "--only=store") as platform:
        os.kill(int((tmp_path / "supervisor.pid").read_text()), signal.SIGKILL)
        await eventually(lambda: not is_alive(platform.processes["store"]))
    with started(tmp_path, "--only=store") as platform:
        assert is_alive(platform.processes["store"])


def test_a_usual_port_that_is_taken_is_replaced_and_named() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", ports.FIXED["aggregator"]))
        taken.listen()
        chosen, remarks = ports.fixed()
    assert chosen["aggregator"] in ports.FREE_RANGE
    assert any(str(ports.FIXED["aggregator"]) in str(remark) for remark in remarks)
