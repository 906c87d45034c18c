"""Liveness and readiness over HTTP for processes that have no web application of their own."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from tierzero.settings import Settings


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Probes:
    """What the process says of itself; both are asked at each probe."""

    ready: Callable[[], bool]
    live: Callable[[], bool] = _always


def _application(probes: Probes) -> web.Application:
    def answer(healthy: Callable[[], bool]) -> Callable[[web.Request], object]:
        async def handle(_: web.Request) -> web.Response:
            good = healthy()
            return web.json_response(
                {"status": "ok" if good else "no"}, status=200 if good else 503
            )

        return handle

    application = web.Application()
    application.router.add_get("/livez", answer(probes.live))  # type: ignore[arg-type]
    application.router.add_get("/readyz", answer(probes.ready))  # type: ignore[arg-type]
    return application


async def serve_probes(settings: Settings, probes: Probes) -> web.AppRunner | None:
    """Serve ``/livez`` and ``/readyz`` on the health port; nothing where none is set."""
    if not settings.health_port:
        return None
    runner = web.AppRunner(_application(probes), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.host, settings.health_port).start()
    return runner


def serve_probes_in_thread(settings: Settings, probes: Probes) -> None:
    """The same for processes built on threads."""

    async def forever() -> None:
        await serve_probes(settings, probes)
        await asyncio.Event().wait()

    threading.Thread(target=lambda: asyncio.run(forever()), name="probes", daemon=True).start()
