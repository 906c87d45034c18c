"""What a person who started the platform needs to know: where to go and how to sign in."""

from collections.abc import Iterator, Mapping
from typing import Any

from tierzero.i18n import Text, _
from tierzero_local.environment import Surroundings
from tierzero_local.fleet import Fleet
from tierzero_local.paths import RunDirectory
from tierzero_local.terminal import padded

PLACES: Mapping[str, tuple[str, Text]] = {
    "supplier_portal.web": ("portal", _("Supplier portal: products, footprints, initiatives")),
    "procurement.web": ("procurement", _("Procurement: limits, purchases, verdicts")),
    "aggregator.web": ("aggregator", _("Progress, public")),
    "supplier_portal.pact_web": ("pact", _("PACT API for partners' systems, HTTPS only")),
    "collector": ("traces", _("Journeys: what a submission caused")),
}
SHOWN_ROLES = ("supplier", "buyer", "verifier", "partner", "administrator")
COLUMNS = (34, 16, 36)


def welcome(
    fleet: Fleet,
    surroundings: Surroundings,
    access: Mapping[str, Any],
    directory: RunDirectory,
) -> Iterator[str]:
    """Lines for the terminal."""
    yield ""
    for process, (port, text) in PLACES.items():
        if process in fleet.units:
            url = surroundings.pact_url if port == "pact" else surroundings.url(port)
            yield f"{padded(url, COLUMNS[0])}{text}"
    if "supplier_portal.web" in fleet.units:
        yield from _sign_ins(access, directory)


def _sign_ins(access: Mapping[str, Any], directory: RunDirectory) -> Iterator[str]:
    yield ""
    file = directory.sign_ins
    yield str(_("Sign in with user and password; all of them are in {file}:", file=file))
    for role in SHOWN_ROLES:
        found = next((s for s in access["signIns"] if s["role"] == role), None)
        if found:
            user = padded(found["user"], COLUMNS[2])
            yield f"  {padded(role, COLUMNS[1])}{user}{found['password']}"
    yield ""
