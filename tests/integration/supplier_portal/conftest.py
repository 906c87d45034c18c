"""A supplier portal of the tests' own: the real process on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .documents import unique
from .pact_process import PactProcess
from .partner_system import PartnerSystem, running
from .portal_process import PortalProcess, bootstrap_file


@pytest.fixture(scope="session")
def portal(store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    """A running portal with two suppliers, a buyer, an operator, and their API clients."""
    process = PortalProcess(store_uri, "test_portal", tmp_path_factory.mktemp("portal"))
    process.bootstrap(bootstrap_file(process.directory / "bootstrap.json"))
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def pact(portal: PortalProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PactProcess]:
    """The PACT API of that portal, over HTTPS."""
    process = PactProcess(portal, tmp_path_factory.mktemp("pact"))
    process.start()
    yield process
    process.stop()


@pytest.fixture
def fresh_portal(store_uri: str, database_name: str, tmp_path: Path) -> Iterator[PortalProcess]:
    """A portal that one test may kill, with a database of its own."""
    process = PortalProcess(store_uri, database_name, tmp_path)
    process.bootstrap(bootstrap_file(tmp_path / "bootstrap.json"))
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def developer(store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    """A portal whose configuration allows private addresses, as on a developer's machine."""
    directory = tmp_path_factory.mktemp("developer")
    settings = {"TIERZERO_PRIVATE_PARTNERS": "true"}
    process = PortalProcess(store_uri, unique("test_developer"), directory, settings=settings)
    process.bootstrap(bootstrap_file(directory / "bootstrap.json"))
    process.start()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def system() -> Iterator[PartnerSystem]:
    """A partner's system on this machine."""
    with running() as found:
        yield found
