"""`python -m aggregator.web`: public progress, the factory's own page, targets, JSON and events."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

from fastapi import FastAPI

from aggregator.overview.http import overview_routes
from aggregator.preparation import prepare
from aggregator.progress import service as progress
from aggregator.publication.api import progress_routes, publication_routes
from aggregator.publication.audience import Audience, dismiss
from aggregator.publication.http import Publishing, page_routes, stream_routes
from aggregator.publication.stopping import before_stopping
from aggregator.publication.watching import watch_forever
from aggregator.settings import AggregatorSettings
from aggregator.targets import http as target_pages
from aggregator.targets.api import target_routes
from aggregator.targets.service import Targets
from tierzero.i18n import _
from tierzero.identity import Clock, utc_now
from tierzero.store import Store, connect
from tierzero.telemetry import set_up
from tierzero.web import NavigationItem, create_app, run_http

_NAVIGATION = (
    NavigationItem(_("Published progress"), "/"),
    NavigationItem(_("My factory"), "/overview", roles=("buyer",)),
    NavigationItem(_("Targets"), "/targets", roles=("buyer",)),
)


def application(settings: AggregatorSettings, store: Store, clock: Clock = utc_now) -> FastAPI:
    """The web application: clients → services → edges."""
    database = store.database
    audience = Audience(settings.live_clients)
    publishing = Publishing(database, clock, audience, settings.heartbeat_seconds)
    targets = Targets(
        store,
        clock,
        announce=partial(progress.mark, database),
        settle=lambda factory_id: progress.recompute(store, factory_id, clock),
    )
    return create_app(
        settings,
        title=_("Progress"),
        package="aggregator",
        routers=(
            page_routes(publishing),
            progress_routes(database, clock),
            stream_routes(publishing),
            publication_routes(database, clock),
            overview_routes(database, clock),
            target_pages.page_routes(targets),
            target_routes(targets),
        ),
        navigation=_NAVIGATION,
        checks={"store": store.ping},
        clock=clock,
        lifespan=partial(_lifespan, store, audience),
    )


@asynccontextmanager
async def _lifespan(store: Store, audience: Audience, _app: FastAPI) -> AsyncIterator[None]:
    await store.begin()
    await prepare(store.database)
    watching = asyncio.create_task(watch_forever(store.database, audience))
    before_stopping(partial(dismiss, audience))
    yield
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    await store.close()


def main() -> None:
    """Serve until told to stop."""
    settings = AggregatorSettings()
    set_up(settings, "web")
    run_http(application(settings, connect(settings)), settings)


if __name__ == "__main__":
    main()
