"""The service's own processes on real engines: relay, worker, web, gRPC; and a portal's outbox."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page
from pymongo import MongoClient

from tests.engines import broker_in
from tests.serving import free_port, wait_until_ready
from tests.whereabouts import whereabouts
from tierzero.identity import KeyPair, generate_key_pair, issue_token, person, read_signing_key
from tierzero.identity.tokens import utc_now
from tierzero.settings import Settings
from tierzero.topics.creation import create_missing

sys.path.insert(0, str(Path(__file__).parent))

from portal_stand_in import Portal

_NEIGHBOURS = ("portal", "footprint")
_OF_FOOTPRINT = {"footprint_worker": "footprint_worker", "footprint_grpc": "footprint_health"}
"""Roles of the footprint service and the ports on which they say that they are ready."""
_PORTS = (
    *("web", "grpc", "grpc_health", "worker", "relay"),
    *("footprint_grpc", "footprint_health", "footprint_worker"),
)


@dataclass
class World:
    """The running service, as its users and neighbours see it."""

    settings: Settings
    keys: KeyPair
    web: str
    grpc: str
    portal: Portal
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    start: Callable[[str], None] = lambda name: None

    def token(self, organization_id: str, *roles: str, language: str = "en") -> str:
        """A token of somebody with these roles."""
        who = person(f"{roles[0]}-user", organization_id, "Somebody", roles, language=language)
        return issue_token(read_signing_key(self.keys.signing_key), who, now=utc_now())

    def client(self, organization_id: str, *roles: str, language: str = "en") -> httpx.Client:
        """A program of an organization."""
        token = self.token(organization_id, *(roles or ("buyer",)), language=language)
        headers = {"Authorization": f"Bearer {token}", "Accept-Language": language}
        return httpx.Client(base_url=self.web, headers=headers, timeout=60)

    def whereabouts(self) -> str:
        """Where facts lie that did not arrive."""
        name = self.settings.database
        databases = [name, *(f"{name}_{neighbour}" for neighbour in _NEIGHBOURS)]
        place = self.settings.broker, self.settings.service
        return whereabouts(self.settings.store, databases, *place)

    @property
    def database(self) -> object:
        """The service's database, to see what is stored."""
        return MongoClient(self.settings.store, tz_aware=True)[self.settings.database]


@pytest.fixture(scope="package")
def broker_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a broker that knows nothing of what other packages' suppliers show to all."""
    with broker_in(tmp_path_factory.mktemp("broker")) as address:
        yield address


@pytest.fixture(scope="package")
def world(
    store_uri: str, broker_address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Relay, worker, web and gRPC on one database; tests keep apart by organization."""
    create_missing(Settings(service="topics", broker=broker_address))
    name = f"procurement_{uuid.uuid4().hex[:8]}"
    keys = generate_key_pair(tmp_path_factory.mktemp("keys"))
    settings = Settings(
        service="procurement", broker=broker_address, store=store_uri, database=name
    )
    ports = {role: free_port() for role in _PORTS}
    environment = _environment(settings, keys, ports)
    made = World(
        settings,
        keys,
        f"http://127.0.0.1:{ports['web']}",
        f"127.0.0.1:{ports['grpc']}",
        Portal(store_uri, f"{name}_portal"),
    )
    made.start = lambda role: _start(made, role, environment, ports)
    probes = {"relay": "relay", "worker": "worker", "web": "web", "grpc": "grpc_health"}
    try:
        for role in probes:
            made.start(role)
        for role, probe in probes.items():
            wait_until_ready(made.processes[role], ports[probe])
        yield made
    finally:
        _stop(list(made.processes.values()))
    with MongoClient(store_uri) as client:
        client.drop_database(name)
        for neighbour in _NEIGHBOURS:
            client.drop_database(f"{name}_{neighbour}")


@pytest.fixture(scope="package")
def accounting(world: World) -> World:
    """The same world with the footprint service, which only some tests need."""
    for role in ("footprint_worker", "footprint_grpc"):
        if role not in world.processes:
            world.start(role)
    return world


@pytest.fixture(scope="package")
def footprint_service(accounting: World) -> None:
    """The footprint service beside procurement, where procurement asks for it."""


def _environment(settings: Settings, keys: KeyPair, ports: dict[str, int]) -> dict[str, str]:
    databases = [settings.database, *(f"{settings.database}_{one}" for one in _NEIGHBOURS)]
    return os.environ | {
        "TIERZERO_BROKER": settings.broker,
        "TIERZERO_STORE": settings.store,
        "TIERZERO_DATABASE": settings.database,
        "TIERZERO_DATABASES": ",".join(databases),
        "TIERZERO_FOOTPRINT_GRPC": f"127.0.0.1:{ports['footprint_grpc']}",
        "TIERZERO_VERIFICATION_KEY": str(keys.verification_key),
        "TIERZERO_FETCH_WAIT_MILLISECONDS": "50",
    }


def _start(world: World, role: str, environment: dict[str, str], ports: dict[str, int]) -> None:
    if role in _OF_FOOTPRINT:
        _start_footprint(world, role, environment, ports)
        return
    module = "tierzero.relay" if role == "relay" else f"procurement.{role}"
    listening = {
        "web": {"TIERZERO_HTTP_PORT": str(ports["web"])},
        "grpc": {
            "TIERZERO_GRPC_PORT": str(ports["grpc"]),
            "TIERZERO_HEALTH_PORT": str(ports["grpc_health"]),
        },
    }.get(role, {"TIERZERO_HEALTH_PORT": str(ports.get(role, 0))})
    service = {"TIERZERO_SERVICE": "relay"} if role == "relay" else {}
    environment = environment | {"TIERZERO_REPLICA": role}
    command = [sys.executable, "-m", module]
    world.processes[role] = subprocess.Popen(command, env=environment | listening | service)


def _start_footprint(
    world: World, role: str, environment: dict[str, str], ports: dict[str, int]
) -> None:
    name = f"{world.settings.database}_footprint"
    told = {
        "TIERZERO_SERVICE": name.replace("_", "-"),
        "TIERZERO_DATABASE": name,
        "TIERZERO_GRPC_PORT": str(ports["footprint_grpc"]),
        "TIERZERO_HEALTH_PORT": str(ports[_OF_FOOTPRINT[role]]),
        "TIERZERO_REPLICA": role,
    }
    command = [sys.executable, "-m", role.replace("_", ".")]
    process = subprocess.Popen(command, env=environment | told)
    world.processes[role] = process
    wait_until_ready(process, ports[_OF_FOOTPRINT[role]])


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        process.wait(timeout=30)


@pytest.fixture
def buyer() -> str:
    """A buyer of this test's own."""
    return str(uuid.uuid4())


@pytest.fixture
def supplier() -> str:
    """A supplier of this test's own."""
    return str(uuid.uuid4())


@pytest.fixture(scope="package")
def eventually(world: World) -> Callable[..., object]:
    """Waits until a condition gives something true, and returns that."""

    def wait(condition: Callable[[], object], seconds: float = 30) -> object:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(0.1)
        raise AssertionError(f"{condition} did not come true in {seconds} s: {world.whereabouts()}")

    return wait


@pytest.fixture
def visit(world: Any, browser: Any, buyer: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of procurement as the buyer, in a language, in a window so wide."""
    contexts: list[Any] = []

    def open_page(path: str, language: str = "en", width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
        contexts.append(context)
        token = world.token(buyer, "buyer", language=language)
        cookie = {"name": "tierzero_session", "value": token, "url": world.web}
        context.add_cookies([cookie])
        page: Page = context.new_page()
        page.goto(world.web + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
