"""`python -m footprint.verify`: recompute every inventory from the event log, twice.

Once by the service's own rules in one batch, which must give the same bytes; once by code that
shares nothing with them, whose exact figures must lie within the bounds of rounding.

Runs against a live system by the settings of the footprint service (TIERZERO_BROKER, TIERZERO_STORE
…), or against the one that a platform.json of `make run` describes. Exit status 0: equal; 1:
different, or out of bounds.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from footprint.settings import FootprintSettings
from footprint.verify.report import report_of
from footprint.verify.verifying import Verdict, verify
from tierzero.store import connect


def _settings(platform: Path | None) -> FootprintSettings:
    if platform is None:
        return FootprintSettings()
    found = json.loads(platform.read_text("utf-8"))
    return FootprintSettings(broker=found["broker"], store=found["store"])


async def _run(settings: FootprintSettings, within_seconds: float) -> Verdict:
    store = connect(settings)
    try:
        return await verify(settings, store, within_seconds)
    finally:
        await store.close()


def main() -> int:
    """Verify and say how it went."""
    parser = argparse.ArgumentParser(prog="python -m footprint.verify", description=__doc__)
    parser.add_argument("--within", type=float, default=10, help="seconds to wait for agreement")
    parser.add_argument("--platform", type=Path, help="platform.json of a running platform")
    options = parser.parse_args()
    verdict = asyncio.run(_run(_settings(options.platform), options.within))
    for line in report_of(verdict):
        print(line)
    return 0 if verdict.agrees else 1


if __name__ == "__main__":
    sys.exit(main())
