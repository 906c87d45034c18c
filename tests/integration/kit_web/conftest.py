"""A signed-in buyer, a clock that stands still, and the sample service."""

import sys
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from tierzero.identity import KeyPair, generate_key_pair, issue_token, person, read_signing_key
from tierzero.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))

from tests_support import BASE, NOW, Token


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> KeyPair:
    """The platform's key pair."""
    return generate_key_pair(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="session")
def settings(keys: KeyPair) -> Settings:
    """Settings of the procurement service."""
    return Settings(service="procurement", verification_key=keys.verification_key)


@pytest.fixture(scope="session")
def token(keys: KeyPair) -> Token:
    """Issues tokens: ``token("buyer", language="zh-CN")``."""
    key = read_signing_key(keys.signing_key)

    def issue(*roles: str, language: str = "", now: datetime = NOW) -> str:
        who = person("user-1", "organization-1", "Buyer One", roles, language=language)
        return issue_token(key, who, now=now)

    return issue


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    """The sample service, at a time that stands still."""
    from sample_service.app import sample_app

    return sample_app(settings, clock=lambda: NOW)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A caller without any session."""
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        yield client
