"""Pages and JSON for buyers: ``python -m procurement.web``."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

from procurement.activities import api as activities
from procurement.catalogue import api as catalogue
from procurement.factors import api as factors
from procurement.limits import api as limits
from procurement.quotes import api as quotes
from procurement.wiring import SERVICE, Procurement, assemble, prepare
from tierzero.i18n import _
from tierzero.identity import Clock, utc_now
from tierzero.settings import Settings
from tierzero.store import connect
from tierzero.telemetry import set_up
from tierzero.web import create_app, run_http


def wire(settings: Settings, clock: Clock = utc_now) -> FastAPI:
    """Settings → store → slices → routes."""
    store = connect(settings)
    procurement = assemble(store, clock)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await prepare(store.database)
        yield
        await store.close()

    return create_app(
        settings,
        title=_("Procurement"),
        package="procurement",
        routers=_routers(procurement),
        checks={"store": store.ping},
        clock=clock,
        lifespan=lifespan,
    )


def _routers(procurement: Procurement) -> Sequence[APIRouter]:
    return (
        catalogue.api(procurement.catalogue),
        limits.api(procurement.limits),
        activities.api(procurement.activities),
        factors.api(procurement.factors),
        quotes.api(procurement.exchange_rates),
        quotes.api(procurement.price_indices),
    )


def main() -> None:
    """Run until told to stop."""
    settings = Settings(service=SERVICE)
    set_up(settings, "web")
    run_http(wire(settings), settings)


if __name__ == "__main__":
    main()
