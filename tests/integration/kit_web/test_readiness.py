"""Supervisors learn whether a process runs and whether it can work."""

import asyncio

import httpx
from sample_service.app import sample_app

from tierzero.settings import Settings


async def asked(settings: Settings, **checks: object) -> httpx.Response:
    app = sample_app(settings, checks=checks)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        assert (await client.get("/livez")).text == "ok"
        return await client.get("/readyz")


async def fine() -> None:
    return None


async def broken() -> None:
    raise ConnectionError("mongodb://user:password@host")


async def stuck() -> None:
    await asyncio.sleep(60)


async def test_ready_when_all_checks_pass(settings: Settings) -> None:
    answer = await asked(settings, store=fine, broker=fine)
    assert (answer.status_code, answer.json()["checks"]) == (200, {"store": "ok", "broker": "ok"})


async def test_not_ready_names_the_check_but_not_its_secrets(settings: Settings) -> None:
    answer = await asked(settings, store=broken, broker=fine, slow=stuck)
    assert answer.status_code == 503
    assert answer.json()["checks"] == {
        "store": "ConnectionError",
        "broker": "ok",
        "slow": "no answer within 3 s",
    }
