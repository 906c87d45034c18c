"""Reads the log and the store until they agree, or until waiting is over."""

import asyncio
import time
from dataclasses import dataclass

from footprint.verify.comparison import differences
from footprint.verify.log import admitted, mended, read_log
from footprint.verify.oracle import latest, recompute
from footprint.verify.stored import read_stored
from tierzero.settings import Settings
from tierzero.store import Store

_PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Verdict:
    """How a verification ended."""

    messages: int
    refused: int
    inventories: int
    lines: int
    roll_ups: int
    differences: tuple[str, ...]


async def verify(settings: Settings, store: Store, within_seconds: float) -> Verdict:
    """Compare; again while they differ and time is left, because facts may be under way."""
    deadline = time.monotonic() + within_seconds
    while True:
        verdict = await _verify_once(settings, store)
        if not verdict.differences or time.monotonic() > deadline:
            return verdict
        await asyncio.sleep(_PAUSE_SECONDS)


async def _verify_once(settings: Settings, store: Store) -> Verdict:
    originals = await asyncio.to_thread(lambda: list(read_log(settings)))
    bundles, refused = admitted([*originals, *await mended(store.database)])
    recomputed = recompute(latest(bundles))
    stored = await read_stored(store)
    return Verdict(
        messages=len(originals),
        refused=refused,
        inventories=len(recomputed.inventories),
        lines=len(recomputed.lines),
        roll_ups=len(recomputed.roll_ups),
        differences=tuple(differences(stored, recomputed)),
    )
