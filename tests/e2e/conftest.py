"""A small supply chain on the running platform, fresh for each test."""

from collections.abc import Callable

import pytest
from entering import Chain

from tests.integration.supplier_portal.documents import add_product
from tierzero_local.acting import Actor
from tierzero_local.handle import Platform


@pytest.fixture
def chain(platform: Platform, newcomer: Callable[..., Actor]) -> Chain:
    """A factory and its mill, which makes one product."""
    factory = newcomer("Yangtze Motor Works", ["buyer"])
    mill = newcomer("Jiangnan Mill", ["supplier"], customers=[factory.organization_id])
    with mill.http("supplier-portal") as portal:
        product = add_product(portal)
    return Chain(platform, factory, mill, product)
