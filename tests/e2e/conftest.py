"""The running platform, and a small supply chain on it, fresh for each test."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from entering import Chain
from planting import Planted, plant

from tests.engines import BROKER
from tests.integration.supplier_portal.documents import add_product
from tierzero_local.acting import Actor, enter
from tierzero_local.handle import Platform, started

Newcomer = Callable[..., Actor]


@pytest.fixture(scope="package")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """The whole platform without the sample; tests enter organizations of their own."""
    directory = tmp_path_factory.mktemp("platform")
    with started(directory, "--no-sample", f"--broker={BROKER}") as running:
        yield running


@pytest.fixture(scope="package")
def administrator(platform: Platform) -> Actor:
    """The platform's administrator."""
    return platform.actor("administrator")


@pytest.fixture
def newcomer(administrator: Actor) -> Newcomer:
    """Enters an organization: ``newcomer("Mill", ["supplier"], customers=[buyer_id])``.

    What it returns has a user and a client of each service: ``mill.http("supplier-portal")``.
    """
    return partial(enter, administrator)


@pytest.fixture
def chain(platform: Platform, newcomer: Callable[..., Actor]) -> Chain:
    """A factory and its mill, which makes one product."""
    factory = newcomer("Yangtze Motor Works", ["buyer"])
    mill = newcomer("Jiangnan Mill", ["supplier"], customers=[factory.organization_id])
    with mill.http("supplier-portal") as portal:
        product = add_product(portal)
    return Chain(platform, factory, mill, product)


@pytest.fixture(scope="package")
def planted(administrator: Actor) -> Planted:
    """A supplier with secrets, its customer, and strangers of every kind."""
    return plant(partial(enter, administrator))
