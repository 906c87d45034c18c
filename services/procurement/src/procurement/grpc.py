"""Answers to other services over gRPC: ``python -m procurement.grpc``."""

import asyncio
import signal
from typing import Any

from grpc import aio  # pyright: ignore[reportAttributeAccessIssue]
from grpc_health.v1 import health, health_pb2
from grpc_health.v1.health_pb2_grpc import add_HealthServicer_to_server
from grpc_reflection.v1alpha import reflection

from procurement.assessments.preview import Previews
from procurement.assessments.rpc import VerdictServicer
from procurement.catalogue.service import Catalogue
from procurement.limits.service import LimitBook
from procurement.wiring import SERVICE, prepare
from tierzero.health import Probes, serve_probes
from tierzero.i18n import load_catalogs
from tierzero.identity import Clock, ServerIdentity, identity_of, utc_now
from tierzero.procurement.v1 import verdict_service_pb2
from tierzero.procurement.v1.verdict_service_pb2_grpc import add_VerdictServiceServicer_to_server
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.telemetry import set_up

_VERDICTS = verdict_service_pb2.DESCRIPTOR.services_by_name["VerdictService"].full_name
_GRACE_SECONDS = 5.0
# The published type stubs do not know the asynchronous servicer.
_HealthServicer: Any = health.aio.HealthServicer  # pyright: ignore[reportAttributeAccessIssue]


async def serve(settings: Settings, clock: Clock = utc_now) -> None:
    """Serve until SIGTERM or SIGINT; calls under way are finished first."""
    stopping = asyncio.Event()
    for caught in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(caught, stopping.set)
    store = connect(settings)
    await prepare(store.database)
    database = store.database
    previews = Previews(Catalogue(database), LimitBook(database), clock)
    server, healthy = make_server(settings, previews, clock)
    port = server.add_insecure_port(f"{settings.host}:{settings.grpc_port}")
    await server.start()
    runner = await serve_probes(settings, Probes(ready=lambda: not stopping.is_set()))
    print(f"{settings.host}:{port}", flush=True)
    await stopping.wait()
    await healthy.enter_graceful_shutdown()
    await server.stop(_GRACE_SECONDS)
    if runner:
        await runner.cleanup()
    await store.close()


def make_server(settings: Settings, previews: Previews, clock: Clock) -> tuple[aio.Server, Any]:
    """A server with the service, health and reflection; only these two answer without a token."""
    known = identity_of(settings, clock)
    catalogs = load_catalogs("tierzero", SERVICE)
    identity = ServerIdentity(known.keys, clock, catalogs, known.ended)
    server = aio.server(interceptors=[identity])
    add_VerdictServiceServicer_to_server(VerdictServicer(previews), server)
    healthy = _HealthServicer()
    add_HealthServicer_to_server(healthy, server)
    names = (_VERDICTS, health_pb2.DESCRIPTOR.services_by_name["Health"].full_name)
    reflection.enable_server_reflection((*names, reflection.SERVICE_NAME), server)
    return server, healthy


def main() -> None:
    """Run until told to stop."""
    settings = Settings(service=SERVICE)
    set_up(settings, "grpc")
    asyncio.run(serve(settings))


if __name__ == "__main__":
    main()
