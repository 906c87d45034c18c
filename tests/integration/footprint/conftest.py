"""The footprint service on the engines of the session."""

from collections.abc import Iterator

import pytest

from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Stage
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.topics.creation import create_missing


@pytest.fixture(scope="session")
def broker(broker_address: str) -> str:
    """The session's broker with every topic of the table."""
    create_missing(Settings(service="topics", broker=broker_address))
    return broker_address


@pytest.fixture
def settings(store_uri: str, database_name: str) -> FootprintSettings:
    """Settings of a service that only this test runs; its consumer group is new."""
    return FootprintSettings(
        service=database_name.replace("_", "-"),
        store=store_uri,
        database=database_name,
        fetch_wait_milliseconds=50,
    )


@pytest.fixture
async def store(settings: FootprintSettings) -> Store:
    """The test's own database."""
    return connect(settings)


@pytest.fixture
def stage(settings: FootprintSettings, broker: str) -> Iterator[Stage]:
    """Processes of the service, stopped after the test."""
    stage = Stage(settings.model_copy(update={"broker": broker}))
    yield stage
    stage.stop()
