"""Engines and platforms for tests. Each is started at most once in a session, when first asked for.

Which broker it is, for everything below this directory, says `tests.engines`.
"""

import os
import shutil
import uuid
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pymongo import MongoClient
from xdist.scheduler import LoadScopeScheduling

from tests.browsers import opened
from tests.engines import broker_in
from tests.service_logs import errors_since
from tierzero_local.handle import started

DIRECTORY = pytest.StashKey[Path]()
BY_FILE = ("tests/unit/", "tests/integration/supplier_portal/")
"""Tests that share no engine but what starts in a moment; a process may take any of these files."""


class TogetherByPackage(LoadScopeScheduling):
    """Keeps in one process what shares engines, so that each service of a package starts once.

    Marks of groups do not do it: xdist 3.8 writes them into ids that pytest 9 no longer reads.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if path.startswith(BY_FILE) else path.rpartition("/")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> TogetherByPackage:
    """How tests are spread over processes."""
    return TogetherByPackage(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Beside what a test found, what its services logged: a page that fails says only 500."""
    report = yield
    if report.failed and (directory := item.config.stash.get(DIRECTORY, None)):
        said = errors_since(directory, call.start)
        report.sections += [("errors in the logs of the services", "\n".join(said))] if said else []
    return report


@pytest.fixture(scope="session", autouse=True)
def note_directory(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Below it, all services of the session keep their logs."""
    request.config.stash[DIRECTORY] = tmp_path_factory.getbasetemp()


@pytest.fixture(scope="session")
def store_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Connection URI of a document store of this test session's own."""
    with started(tmp_path_factory.mktemp("store"), "--only=store") as platform:
        yield platform.store


@pytest.fixture
def database_name(store_uri: str) -> Iterator[str]:
    """Name of a database that only this test uses; it goes with the session's store.

    A process that the test killed may have left a transaction open, which would hold up whatever
    the next test creates until the store gives it up after a minute: it is ended here.
    """
    yield f"test_{uuid.uuid4().hex[:12]}"
    with MongoClient[dict[str, object]](store_uri) as client:
        client.admin.command("killAllSessions", [])


@pytest.fixture(scope="session")
def broker_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a broker of this test session's own, without topics."""
    with broker_in(tmp_path_factory.mktemp("broker")) as address:
        yield address


@pytest.fixture(scope="session")
def shared_data(repository: Path) -> Callable[[str], Path]:
    """Path of a file of ../shared/data. A clone that lacks it skips; CI must not lack it."""

    def find(name: str) -> Path:
        path = repository.parent / "shared" / "data" / name
        if not path.is_file() and os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing in ../shared/data, and CI=true")
        if not path.is_file():
            pytest.skip(f"{name} is not in ../shared/data of this clone")
        return path

    return find


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium for Playwright. A machine without one skips; CI must not lack it."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("there is no Chromium, and CI=true")
    if found is None:
        pytest.skip("there is no Chromium here; `make browser` says how to get it")
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """A Chromium for a module's tests of pages; while it is open, no other event loop can run."""
    with opened(chromium) as running:
        yield running


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the repository."""
    return Path(__file__).resolve().parent.parent
