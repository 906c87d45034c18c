"""The portal's stream worker: ``python -m supplier_portal.worker``.

It learns buyers' verdicts and published factors, takes in requests, announces that footprints
expire, lets initiatives follow them, and completes footprints that an earlier release stored.
"""

from collections.abc import Sequence
from functools import partial

from supplier_portal.assessments import events as assessments
from supplier_portal.audit import linking
from supplier_portal.footprints import completing
from supplier_portal.initiatives import events as initiatives
from supplier_portal.pact import jobs as pact
from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from supplier_portal.reference_factors import events as reference_factors
from supplier_portal.requests import events as requests
from supplier_portal.sharing import buying, expiry
from tierzero.agents import Consumer, Job, run_worker
from tierzero.settings import Settings
from tierzero.store import Store

_EXPIRY_SECONDS = 20.0


async def wire(settings: Settings, store: Store) -> Sequence[Consumer | Job]:
    """Settings and store → consumers, and what the clock alone brings about."""
    await prepare(store.database)
    portal = Portal(store, settings)
    expiries = Job("announcements of expiries", _EXPIRY_SECONDS, partial(expiry.sweep, portal))
    chaining = Job("links of the audit log", linking.PAUSE, partial(linking.link_pending, portal))
    return [
        assessments.consumer(portal),
        initiatives.consumer(portal),
        reference_factors.consumer(portal),
        *requests.consumers(portal),
        buying.consumer(portal),
        requests.deadlines(portal),
        completing.job(portal),
        expiries,
        chaining,
        *pact.jobs(portal),
    ]


def main() -> None:
    """Run until told to stop."""
    run_worker(Settings(service="supplier-portal"), wire)


if __name__ == "__main__":
    main()
