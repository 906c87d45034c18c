"""Engines and platforms for tests. Each is started at most once in a session, when first asked for.

BROKER=tansu (default) or kafka chooses the broker, for everything below this directory.
"""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pymongo import MongoClient
from tierzero_local.handle import started

BROKER = os.environ.get("BROKER", "tansu")


@pytest.fixture(scope="session")
def store_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Connection URI of a document store of this test session's own."""
    with started(tmp_path_factory.mktemp("store"), "--only=store") as platform:
        yield platform.store


@pytest.fixture
def database_name(store_uri: str) -> Iterator[str]:
    """Name of a database that only this test uses; dropped after it."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    yield name
    with MongoClient[dict[str, object]](store_uri) as client:
        client.drop_database(name)


@pytest.fixture(scope="session")
def broker_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a broker of this test session's own, without topics."""
    directory = tmp_path_factory.mktemp("broker")
    with started(directory, "--only=broker", f"--broker={BROKER}") as platform:
        yield platform.broker


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the repository."""
    return Path(__file__).resolve().parent.parent
