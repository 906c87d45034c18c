"""The HTTP server of a process."""

import asyncio
import socket
from contextlib import suppress
from pathlib import Path

import uvicorn
import uvloop
from fastapi import FastAPI

from tierzero.garbage import settle
from tierzero.settings import Settings

_GRACE_SECONDS = 10
_BACKLOG = 1024


def run_http(app: FastAPI, settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first."""
    # uvicorn raises the signal again once it has stopped; nobody needs to see its traceback.
    with suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve_http(app, settings))


async def serve_http(app: FastAPI, settings: Settings) -> None:
    """Serve inside a running event loop, as a process with several servers does."""
    await _serve("http", http_server(app), settings)


async def serve_https(app: FastAPI, settings: Settings, certificate: Path, key: Path) -> None:
    """The same over TLS only: a connection that begins otherwise is closed without an answer."""
    await _serve("https", http_server(app, certificate, key), settings)


async def _serve(scheme: str, server: uvicorn.Server, settings: Settings) -> None:
    with listening_socket(settings.host, settings.http_port) as listener:
        host, port = listener.getsockname()[:2]
        print(f"{scheme}://{host}:{port}", flush=True)
        await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """A server whose requests do not wait while all that the process loaded is looked through."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen; what there is by now stays, so the collector need not see it again."""
        await super().startup(sockets)
        settle()


def http_server(
    app: FastAPI, certificate: Path | None = None, key: Path | None = None
) -> uvicorn.Server:
    """A configured server that has not started yet."""
    return _Server(
        uvicorn.Config(
            app,
            loop="uvloop",
            http="httptools",
            ws="none",
            access_log=False,
            server_header=False,
            date_header=True,
            log_config=None,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
    )


def listening_socket(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes any free one, without a race about which."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(_BACKLOG)
    listener.setblocking(False)
    return listener
