"""A partner's own PACT system for tests: a real server with a token endpoint and events."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from starlette.responses import JSONResponse, Response

CLIENT, SECRET = "the-platform", "what the partner issued"
TOKEN = "a token of the partner"


@dataclass
class PartnerSystem:
    """What it has got, what it shows, and how it answers events."""

    url: str = ""
    events: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    content_types: list[str] = field(default_factory=list[str])
    footprints: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    tokens_given: int = 0
    answers: list[int] = field(default_factory=list[int])
    """Status codes of the next answers to events; then 200."""
    discovery: bool = True

    def of_type(self, name: str) -> list[dict[str, Any]]:
        """Events whose type ends so."""
        return [one for one in self.events if one["type"].endswith(f".{name}.3")]

    def wait_for(self, name: str, count: int = 1, seconds: float = 60) -> list[dict[str, Any]]:
        """Events of a type, once there are so many."""
        deadline = time.monotonic() + seconds
        while len(self.of_type(name)) < count:
            assert time.monotonic() < deadline, f"no {name}; there are {self.events}"
            time.sleep(0.1)
        return self.of_type(name)


def application(system: PartnerSystem) -> FastAPI:
    app = FastAPI()

    @app.get("/.well-known/openid-configuration")
    async def discovery() -> Response:
        if not system.discovery:
            return Response(status_code=404)
        return JSONResponse({"token_endpoint": f"{system.url}/given/token"})

    async def token(request: Request) -> JSONResponse:
        basic = request.headers.get("authorization", "")
        form = await request.form()
        if not basic.startswith("Basic ") or form.get("grant_type") != "client_credentials":
            return JSONResponse({"error": "invalid_request"}, 400)
        system.tokens_given += 1
        return JSONResponse({"access_token": TOKEN, "token_type": "bearer", "expires_in": 3600})

    app.post("/given/token")(token)
    app.post("/auth/token")(token)

    @app.get("/3/footprints")
    async def every() -> JSONResponse:
        return JSONResponse({"data": list(system.footprints.values())[:1]})

    @app.get("/3/footprints/{identity}")
    async def one(identity: str) -> JSONResponse:
        if identity not in system.footprints:
            return JSONResponse({"code": "NotFound", "message": "no"}, 404)
        return JSONResponse({"data": system.footprints[identity]})

    @app.post("/3/events")
    async def events(request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return JSONResponse({"code": "BadRequest", "message": "no"}, 401)
        status = system.answers.pop(0) if system.answers else 200
        if status == 200:
            system.events.append(await request.json())
            system.content_types.append(request.headers["content-type"])
        return Response(status_code=status)

    return app


@contextmanager
def running() -> Iterator[PartnerSystem]:
    """A partner's system on a free port of this machine."""
    system = PartnerSystem()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    system.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(application(system), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield system
    server.should_exit = True
    thread.join(timeout=10)
