"""What the supervisor does while the platform runs: it describes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from tierzero.i18n import _
from tierzero_local import platform_file
from tierzero_local.environment import Surroundings
from tierzero_local.fleet import Fleet
from tierzero_local.paths import RunDirectory
from tierzero_local.terminal import say, tell
from tierzero_local.waiting import first_of
from tierzero_local.welcome import welcome


@dataclass(frozen=True)
class Serving:
    """What is known of the platform before it runs."""

    directory: RunDirectory
    surroundings: Surroundings
    access: Mapping[str, Any]
    began: float
    """Monotonic seconds."""


async def serve(fleet: Fleet, serving: Serving) -> None:
    """Describe the platform from when everything is ready until it stops."""
    if await _unless_stopping(fleet, _all_ready(fleet)):
        return
    _describe(fleet, serving)
    say("platform", "ready", monotonic() - serving.began, _("Ctrl-C stops it"))
    for line in welcome(fleet, serving.surroundings, serving.access, serving.directory):
        tell(line)
    while not fleet.stopping.is_set():
        await _unless_stopping(fleet, fleet.changed.wait())
        fleet.changed.clear()
        _describe(fleet, serving)


async def _unless_stopping(fleet: Fleet, work: Any) -> bool:
    """Do the work unless the platform stops first; tell whether it did."""
    return await first_of(None, work=work, stopping=fleet.stopping.wait()) == "stopping"


def _describe(fleet: Fleet, serving: Serving) -> None:
    description = platform_file.describe(fleet, serving.surroundings, serving.access)
    platform_file.write(serving.directory.platform, description)


async def _all_ready(fleet: Fleet) -> None:
    for unit in fleet.units.values():
        await unit.ready.wait()
