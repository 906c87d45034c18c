"""Prove the audit log: ``python -m supplier_portal.audit.verify [--platform=FILE] [--seal]``.

Reads every sealed entry again and compares it with its seal. The exit status is 1 where an entry or
a seal was changed, removed or slipped in. The newest seals are printed: noted where nobody who can
write to the database reaches, they prove everything before them. ``--seal`` seals first, at once,
what was written until now; use it where nobody is writing. Settings come from the environment, or
the store from the file that ``make run`` writes.
"""

import asyncio
import json
import sys
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path

from supplier_portal.portal import Portal
from supplier_portal.preparation import prepare
from tierzero.settings import Settings
from tierzero.store import connect

from .sealing import seal_all, verify


async def run(settings: Settings, seal_now: bool) -> int:
    """Verify, and say what was found; returns the exit status."""
    store = connect(settings)
    portal = Portal(store, settings)
    try:
        if seal_now:
            await prepare(portal.database)
            await seal_all(portal, timedelta(0))
        wrong, newest = await verify(portal)
    finally:
        await store.close()
    for seal in newest:
        print(f"{seal.organization_id} seal {seal.number} until {seal.until:%FT%TZ} {seal.seal}")
    for fault in wrong:
        print(fault, file=sys.stderr)
    verdict = f"{len(wrong)} faults" if wrong else "untouched"
    print(f"audit log of {len(newest)} organizations: {verdict}")
    return 1 if wrong else 0


def main() -> None:
    """Run from the command line."""
    parser = ArgumentParser(description="Prove that the audit log is as it was written.")
    parser.add_argument("--platform", type=Path, help="platform.json of a running platform")
    parser.add_argument("--seal", action="store_true", help="seal first what is not sealed yet")
    asked = parser.parse_args()
    settings = Settings(service="supplier-portal")
    if asked.platform:
        store = json.loads(asked.platform.read_text())["store"]
        settings = settings.model_copy(update={"store": store})
    sys.exit(asyncio.run(run(settings, asked.seal)))


if __name__ == "__main__":
    main()
