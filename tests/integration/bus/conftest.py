"""Processes of the bus, each a real one on the engines of the session."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving import free_port, wait_until_ready
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.topics.creation import create_missing

HERE = Path(__file__).parent
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture(scope="session")
def broker(broker_address: str) -> str:
    """The session's broker with every topic of the table."""
    create_missing(Settings(service="topics", broker=broker_address))
    return broker_address


@pytest.fixture
def settings(broker: str, store_uri: str, database_name: str) -> Settings:
    """Settings of a service that only this test runs; its consumer group is new."""
    return Settings(
        service=database_name.replace("_", "-"),
        broker=broker,
        store=store_uri,
        database=database_name,
        fetch_wait_milliseconds=50,
    )


@pytest.fixture
async def store(settings: Settings) -> Store:
    """The test's own database."""
    return connect(settings)


@pytest.fixture
def start(settings: Settings) -> Iterator[Start]:
    """Start a module as a process and wait until it says it is ready; stopped after the test."""
    running: list[subprocess.Popen[bytes]] = []

    def run(*arguments: str, **told: str) -> subprocess.Popen[bytes]:
        port = free_port()
        environment = os.environ | _environment(settings, port) | told
        process = subprocess.Popen([sys.executable, *arguments], env=environment)
        running.append(process)
        wait_until_ready(process, port)
        return process

    yield run
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in running:
        process.wait(timeout=20)


def _environment(settings: Settings, port: int) -> dict[str, str]:
    return {
        "TIERZERO_SERVICE": settings.service,
        "TIERZERO_BROKER": settings.broker,
        "TIERZERO_STORE": settings.store,
        "TIERZERO_DATABASE": settings.database,
        "TIERZERO_DATABASES": settings.database,
        "TIERZERO_HEALTH_PORT": str(port),
        "TIERZERO_REPLICA": "only",
        "TIERZERO_FETCH_WAIT_MILLISECONDS": "50",
    }


@pytest.fixture
def start_relay(start: Start) -> Callable[[], subprocess.Popen[bytes]]:
    """Start the relay of the test's database."""
    return lambda: start("-m", "tierzero.relay")


@pytest.fixture
def start_worker(start: Start) -> Callable[[], subprocess.Popen[bytes]]:
    """Start a worker that records the products it sees."""
    return lambda: start(str(HERE / "recording_worker.py"))
