"""The public page moves without a reload, and programs can follow it."""

import asyncio
import json
from collections.abc import AsyncIterator

import httpx
import pytest
from playwright.async_api import Page, async_playwright

from tests.accessibility import violations_in
from tests.browsers import ARGUMENTS
from tests.integration.aggregator.conftest import Aggregator, Say, until
from tests.integration.aggregator.statements import inventory
from tierzero import topics


async def publish(say: Say, factory: str, buyer: httpx.AsyncClient) -> None:
    """A published factory with a base year and a target."""
    await say(topics.INVENTORIES, factory, inventory(factory, 2023, 1000))

    async def has_target() -> bool:
        terms = {
            "direction": "upstream",
            "base_year": 2023,
            "target_year": 2030,
            "reduction_percent": "42",
        }
        answer = await buyer.post("/api/v1/targets", json=terms)
        return answer.status_code in (201, 409)

    await until(has_target)
    await buyer.put("/api/v1/publication", json={"published": True})


async def events(lines: AsyncIterator[str]) -> AsyncIterator[dict[str, str]]:
    """Server-sent events from the lines of a stream."""
    event: dict[str, str] = {}
    async for line in lines:
        name, _, value = line.partition(": ")
        if line and name:
            event[name] = value
        elif "data" in event:
            yield event
            event = {}


async def revision(client: httpx.AsyncClient, factory: str) -> int:
    """The revision that is published now."""
    return (await client.get(f"/api/v1/progress/{factory}")).json()["revision"]


async def test_the_stream_tells_each_change_and_resumes(
    say: Say, factory: str, buyer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    await publish(say, factory, buyer)
    before = await revision(stranger, factory)
    path = f"/progress/{factory}/events"
    timeout = httpx.Timeout(30)
    async with stranger.stream("GET", f"{path}?after={before}", timeout=timeout) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        assert stream.headers["cache-control"] == "no-cache"
        following = events(stream.aiter_lines())
        first = asyncio.ensure_future(anext(following))
        # Longer than a heartbeat: the stream must stay open while nothing happens.
        await asyncio.sleep(1.2)
        assert not first.done()
        await say(topics.INVENTORIES, factory, inventory(factory, 2024, 900))
        event = await asyncio.wait_for(first, 30)
        assert event["event"] == "changed"
        assert json.loads(event["data"])["revision"] == int(event["id"]) > before
    # Who was away hears at once that something has changed, and only then.
    missed = {"Last-Event-ID": str(before)}
    async with stranger.stream("GET", path, headers=missed, timeout=timeout) as stream:
        event = await asyncio.wait_for(anext(events(stream.aiter_lines())), 10)
        assert int(event["id"]) == await revision(stranger, factory)
    current = {"Last-Event-ID": event["id"]}
    async with stranger.stream("GET", path, headers=current, timeout=timeout) as stream:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(anext(events(stream.aiter_lines())), 1)


async def test_a_closed_page_has_no_stream_and_open_ones_end(
    say: Say, factory: str, buyer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    path = f"/progress/{factory}/events"
    assert (await stranger.get(path)).status_code == 404
    await publish(say, factory, buyer)
    async with stranger.stream("GET", path, timeout=httpx.Timeout(30)) as stream:
        lines = stream.aiter_lines()
        await anext(events(lines))
        await buyer.put("/api/v1/publication", json={"published": False})
        await say(topics.INVENTORIES, factory, inventory(factory, 2024, 900))
        async with asyncio.timeout(30):
            rest = [line async for line in lines]
    assert not [line for line in rest if line.startswith("data")]
    assert (await stranger.get(f"/progress/{factory}")).status_code == 404
    assert (await buyer.get(f"/progress/{factory}")).status_code == 200, "its own preview"


async def test_only_so_many_can_watch(
    say: Say, factory: str, buyer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    await publish(say, factory, buyer)
    path = f"/progress/{factory}/events"
    async with asyncio.TaskGroup() as group:
        full = asyncio.Event()
        for _ in range(5):
            group.create_task(_watch(stranger, path, full))
        try:
            async with asyncio.timeout(20):
                while (refused := await _status(stranger, path)) != 503:
                    await asyncio.sleep(0.2)
        finally:
            full.set()
    assert refused == 503


async def _watch(client: httpx.AsyncClient, path: str, until_: asyncio.Event) -> None:
    async with client.stream("GET", path, timeout=httpx.Timeout(30)):
        await until_.wait()


async def _status(client: httpx.AsyncClient, path: str) -> int:
    async with client.stream("GET", path, timeout=httpx.Timeout(30)) as stream:
        return stream.status_code


async def test_an_unchanged_answer_is_a_304(
    say: Say, factory: str, buyer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    await publish(say, factory, buyer)
    path = f"/api/v1/progress/{factory}"
    first = await stranger.get(path)
    same = await stranger.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    await say(topics.INVENTORIES, factory, inventory(factory, 2024, 900))

    async def is_other() -> bool:
        answer = await stranger.get(path, headers={"If-None-Match": first.headers["etag"]})
        return answer.status_code == 200 and answer.headers["etag"] != first.headers["etag"]

    await until(is_other)
    listed = (await stranger.get("/api/v1/progress")).json()["factories"]
    assert factory in [one["factory"]["id"] for one in listed]


@pytest.fixture
async def page(chromium: str) -> AsyncIterator[Page]:
    """A page of a real browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield await browser.new_page(locale="en-US")
        await browser.close()


@pytest.mark.browser
async def test_the_page_moves_without_a_reload(
    aggregator: Aggregator, say: Say, factory: str, buyer: httpx.AsyncClient, page: Page
) -> None:
    await publish(say, factory, buyer)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(f"{aggregator.url}/progress/{factory}")
    await page.wait_for_selector("[data-live-state=open]")
    await page.evaluate("window.notReloaded = true")
    assert not await page.get_by_text("Emissions in 2025").count()
    await say(topics.INVENTORIES, factory, inventory(factory, 2025, 700))
    await page.get_by_text("Emissions in 2025").wait_for(timeout=30_000)
    await page.locator("#path-upstream svg").first.wait_for(timeout=30_000)
    assert await page.locator(".direction.upstream .big").inner_text() == "700 t CO₂e"
    assert await page.evaluate("window.notReloaded")
    assert await page.locator("[aria-live=polite]").count() == 1
    assert errors == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1360])
async def test_the_page_is_accessible_and_fits_every_screen(
    aggregator: Aggregator,
    say: Say,
    factory: str,
    buyer: httpx.AsyncClient,
    page: Page,
    width: int,
) -> None:
    await publish(say, factory, buyer)
    await say(topics.INVENTORIES, factory, inventory(factory, 2025, 700, unresolved=2))
    await page.set_viewport_size({"width": width, "height": 900})
    await page.goto(f"{aggregator.url}/progress/{factory}")
    await page.get_by_text("Emissions in 2025").wait_for(timeout=30_000)
    await page.locator("#path-upstream svg").first.wait_for(timeout=30_000)
    assert await violations_in(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    chart = page.locator("#path-upstream")
    table = page.locator(".direction.upstream table").first
    assert await chart.is_visible()
    assert await table.is_visible(), "the figures stand beside the chart"
