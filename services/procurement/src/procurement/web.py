"""Pages and JSON for buyers: ``python -m procurement.web``."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from procurement import navigation, routing
from procurement.wiring import SERVICE, assemble, prepare
from tierzero.i18n import _
from tierzero.identity import Clock, utc_now
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.telemetry import set_up
from tierzero.web import create_app, run_http


def wire(settings: Settings, clock: Clock = utc_now) -> FastAPI:
    """Settings → store → slices → routes."""
    store = connect(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await store.begin()
        await prepare(store.database)
        yield
        await store.close()

    return create_app(
        settings,
        title=_("Procurement"),
        package="procurement",
        routers=routing.routers(settings, assemble(settings, store, clock)),
        navigation=navigation.ITEMS,
        checks={"store": store.ping},
        clock=clock,
        lifespan=lifespan,
    )


def main() -> None:
    """Run until told to stop."""
    settings = Settings(service=SERVICE)
    set_up(settings, "web")
    run_http(wire(settings), settings)


if __name__ == "__main__":
    main()
