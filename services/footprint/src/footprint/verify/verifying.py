"""Reads the log and the store until they agree, or until waiting is over."""

import asyncio
import time
from dataclasses import dataclass

from footprint.verify.comparison import differences
from footprint.verify.independent.comparing import Comparison, compare
from footprint.verify.independent.recomputing import recompute as recompute_independently
from footprint.verify.log import admitted, mended, read_log, stated
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
    """From what the service's own rules give in one batch: not the same bytes."""
    independent: Comparison
    """With what other code gives: not within the bounds of rounding."""

    @property
    def agrees(self) -> bool:
        """Whether both ways come to what is stored."""
        return not self.differences and not self.independent.faults


async def verify(settings: Settings, store: Store, within_seconds: float) -> Verdict:
    """Compare; again while they differ and time is left, because facts may be under way."""
    deadline = time.monotonic() + within_seconds
    while True:
        verdict = await _verify_once(settings, store)
        if verdict.agrees or time.monotonic() > deadline:
            return verdict
        await asyncio.sleep(_PAUSE_SECONDS)


async def _verify_once(settings: Settings, store: Store) -> Verdict:
    originals = await asyncio.to_thread(lambda: list(read_log(settings)))
    messages = [*originals, *await mended(store.database)]
    bundles, refused = admitted(messages)
    recomputed = recompute(latest(bundles))
    again = recompute_independently(stated(messages))
    stored = await read_stored(store)
    return Verdict(
        messages=len(originals),
        refused=refused,
        inventories=len(recomputed.inventories),
        lines=len(recomputed.lines),
        roll_ups=len(recomputed.roll_ups),
        differences=tuple(differences(stored, recomputed)),
        independent=compare(stored.lines, stored.inventories, again),
    )
