"""Runs a gRPC process: register, serve with identity, health and reflection, stop cleanly."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence

import grpc.aio
from grpc_health.v1 import health_pb2
from grpc_health.v1.health import aio as health_aio  # pyright: ignore[reportAttributeAccessIssue]
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server
from grpc_reflection.v1alpha import reflection

from tierzero.health import Probes, serve_probes
from tierzero.i18n import load_catalogs
from tierzero.identity import Clock, ServerIdentity, identity_of, utc_now
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.telemetry import set_up

Registering = Callable[[Settings, Store, grpc.aio.Server], Awaitable[Sequence[str]]]
"""Adds the process's services to the server; returns their full names, for reflection."""

_GRACE_SECONDS = 5.0


def run_rpc(settings: Settings, package: str, register: Registering) -> None:
    """Serve until SIGTERM or SIGINT; calls under way are finished first.

    Each call needs a bearer token, except health and reflection. ``package`` is where the texts of
    problems are translated.
    """
    set_up(settings, "grpc")
    asyncio.run(_serve(settings, package, register))


async def _serve(settings: Settings, package: str, register: Registering) -> None:
    stopping = asyncio.Event()
    for caught in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(caught, stopping.set)
    store = connect(settings)
    await store.begin()
    server = grpc.aio.server(interceptors=[_identity(settings, package, utc_now)])
    names = await register(settings, store, server)
    health = _describe(server, names)
    port = server.add_insecure_port(f"{settings.host}:{settings.grpc_port}")
    await server.start()
    runner = await serve_probes(settings, Probes(ready=lambda: not stopping.is_set()))
    print(f"{settings.host}:{port}", flush=True)
    await stopping.wait()
    await health.enter_graceful_shutdown()
    await server.stop(_GRACE_SECONDS)
    if runner:
        await runner.cleanup()
    await store.close()


def _identity(settings: Settings, package: str, clock: Clock) -> ServerIdentity:
    identity = identity_of(settings, clock)
    catalogs = load_catalogs("tierzero", package)
    return ServerIdentity(identity.keys, clock, catalogs, identity.ended)


def _describe(server: grpc.aio.Server, names: Sequence[str]) -> health_aio.HealthServicer:
    health = health_aio.HealthServicer()
    add_HealthServicer_to_server(health, server)
    own = health_pb2.DESCRIPTOR.services_by_name["Health"].full_name
    reflection.enable_server_reflection((*names, own, reflection.SERVICE_NAME), server)
    return health
