"""The aggregator's own processes with a relay, on the engines of the session."""

import asyncio
import gzip
import os
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from google.protobuf.message import Message
from pymongo import MongoClient

from tests.engines import broker_in
from tests.serving import free_port, wait_until_ready
from tierzero import outbox
from tierzero.identity import (
    KeyPair,
    Principal,
    generate_key_pair,
    issue_token,
    person,
    read_signing_key,
    utc_now,
)
from tierzero.settings import Settings
from tierzero.store import Document, Session, Store, connect
from tierzero.topics import Topic
from tierzero.topics.creation import create_missing

Say = Callable[..., Awaitable[None]]


@dataclass(frozen=True)
class Sink:
    """A place that processes send their telemetry to; it keeps what it gets, as protobuf."""

    url: str
    received: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])


@pytest.fixture(scope="package")
def broker_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a broker on which there are no facts of other packages."""
    with broker_in(tmp_path_factory.mktemp("broker")) as address:
        yield address


@pytest.fixture(scope="package")
def telemetry() -> Iterator[Sink]:
    """An OTLP endpoint that lives as long as the session."""
    received: list[tuple[str, bytes]] = []

    class Keep(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = self.rfile.read(length)
            is_packed = self.headers.get("content-encoding") == "gzip"
            received.append((self.path, gzip.decompress(body) if is_packed else body))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Requests are not worth a line."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keep)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Sink(f"http://127.0.0.1:{server.server_port}", received)
    server.shutdown()
    server.server_close()


@dataclass(frozen=True)
class Aggregator:
    """The running service."""

    url: str
    settings: Settings
    keys: KeyPair
    environment: dict[str, str]

    def token(self, principal: Principal) -> str:
        """A token of a person or program."""
        return issue_token(read_signing_key(self.keys.signing_key), principal, now=utc_now())


@pytest.fixture(scope="package")
def aggregator(
    broker_address: str,
    store_uri: str,
    telemetry: Sink,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Aggregator]:
    """A web process, a worker and a relay that serves the service's own outbox."""
    create_missing(Settings(service="topics", broker=broker_address))
    keys = generate_key_pair(tmp_path_factory.mktemp("keys"))
    database = f"test_{uuid.uuid4().hex[:12]}"
    settings = Settings(service=database, broker=broker_address, store=store_uri, database=database)
    ports = {name: free_port() for name in ("web", "worker", "relay")}
    environment = {
        "TIERZERO_SERVICE": "aggregator",
        "TIERZERO_BROKER": broker_address,
        "TIERZERO_STORE": store_uri,
        "TIERZERO_DATABASE": database,
        "TIERZERO_DATABASES": database,
        "TIERZERO_FETCH_WAIT_MILLISECONDS": "50",
        "TIERZERO_HEARTBEAT_SECONDS": "0.5",
        "TIERZERO_LIVE_CLIENTS": "5",
        "TIERZERO_VERIFICATION_KEY": str(keys.verification_key),
        "TIERZERO_AGGREGATOR_URL": f"http://127.0.0.1:{ports['web']}",
    }
    environment |= {
        "OTEL_EXPORTER_OTLP_ENDPOINT": telemetry.url,
        "OTEL_BSP_SCHEDULE_DELAY": "300",
        "OTEL_METRIC_EXPORT_INTERVAL": "1000",
    }
    modules = {"web": "aggregator.web", "worker": "aggregator.worker", "relay": "tierzero.relay"}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, module in modules.items():
            processes[name] = start(module, environment, name, ports[name])
        for name, process in processes.items():
            wait_until_ready(process, ports[name])
        yield Aggregator(f"http://127.0.0.1:{ports['web']}", settings, keys, environment)
    finally:
        for process in processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in processes.values():
            process.wait(timeout=20)
        with MongoClient[Document](store_uri) as client:
            client.drop_database(database)


def start(
    module: str, environment: dict[str, str], name: str, port: int
) -> subprocess.Popen[bytes]:
    """Start a process of ours; ``web`` gets its HTTP port, others a health port."""
    setting = "TIERZERO_HTTP_PORT" if name == "web" else "TIERZERO_HEALTH_PORT"
    told = {**os.environ, **environment, "TIERZERO_REPLICA": name, setting: str(port)}
    return subprocess.Popen([sys.executable, "-m", module], env=told)


@pytest.fixture(scope="package")
async def store(aggregator: Aggregator) -> AsyncIterator[Store]:
    """The service's database."""
    store = connect(aggregator.settings)
    yield store
    await store.close()


@pytest.fixture
def factory() -> str:
    """Id of a factory that only this test knows."""
    return str(uuid.uuid4())


@pytest.fixture
def say(store: Store) -> Say:
    """State facts on a topic as their owner's outbox would."""

    async def write(topic: Topic, key: str, *facts: Message) -> None:
        async def work(session: Session) -> None:
            await outbox.append(session, store.database, topic, key, facts)

        await store.in_transaction(work)

    return write


@pytest.fixture
async def buyer(aggregator: Aggregator, factory: str) -> AsyncIterator[httpx.AsyncClient]:
    """A signed-in buyer of the factory."""
    principal = person("buyer-1", factory, "Buyer", ["buyer"])
    headers = {"Authorization": f"Bearer {aggregator.token(principal)}"}
    async with httpx.AsyncClient(base_url=aggregator.url, headers=headers) as client:
        yield client


@pytest.fixture
async def stranger(aggregator: Aggregator) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who is not signed in."""
    async with httpx.AsyncClient(base_url=aggregator.url) as client:
        yield client


@pytest.fixture(scope="session")
def repository_root() -> Path:
    """Root of the repository."""
    return Path(__file__).resolve().parents[3]


async def until(condition: Callable[[], Awaitable[object]], seconds: float = 40) -> None:
    """Wait until an asynchronous condition holds."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.1)
