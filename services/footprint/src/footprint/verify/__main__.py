"""`python -m footprint.verify`: recompute every inventory from the event log, compare bytes.

Runs against a live system by the settings of the footprint service (TIERZERO_BROKER, TIERZERO_STORE
…), or against the one that a platform.json of `make run` describes. Exit status 0: equal; 1:
different.
"""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from footprint.settings import FootprintSettings
from footprint.verify.verifying import Verdict, verify
from tierzero.store import connect

_SHOWN = 20


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
    print(f"event log: {verdict.messages:,} messages, {verdict.refused:,} refused facts")
    print(f"recomputed: {verdict.inventories:,} inventories, {verdict.lines:,} lines")
    print(f"bills of materials: {verdict.roll_ups:,} calculated footprints and findings")
    for difference in verdict.differences[:_SHOWN]:
        print(difference)
    found = len(verdict.differences)
    print(f"{found:,} differences" if found else "stored and recomputed are the same bytes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
