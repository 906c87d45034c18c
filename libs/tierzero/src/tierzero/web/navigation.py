"""The way around: the platform's areas, and the pages of the present service."""

from collections.abc import Sequence
from dataclasses import dataclass

from tierzero.i18n import Text, _
from tierzero.identity import Principal
from tierzero.settings import Settings


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A page worth a place in the menu; ``roles`` empty: for everyone.

    Pages that are ``aside`` are opened now and then: they stand in a menu of their own, so that
    the pages of every day have room.
    """

    label: Text
    path: str
    roles: tuple[str, ...] = ()
    aside: bool = False

    def is_for(self, principal: Principal | None) -> bool:
        """Whether the caller has a use for it."""
        return not self.roles or bool(principal and principal.has_role(*self.roles))

    def is_current(self, path: str) -> bool:
        """Whether the page, or one below it, is being shown."""
        own = self.path.rstrip("/")
        return path == self.path or (bool(own) and path.startswith(own + "/"))


@dataclass(frozen=True, slots=True)
class Area:
    """One of the platform's services, as people know it."""

    label: Text
    url: str
    service: str
    roles: tuple[str, ...] = ()


def areas_of(settings: Settings) -> tuple[Area, ...]:
    """The three areas, in the order of the journey of a fact."""
    suppliers = (
        "supplier",
        "supplier_editor",
        "supplier_approver",
        "verifier",
        "administrator",
        "organization_administrator",
    )
    buyers = ("buyer", "administrator")
    return (
        Area(_("Supplier portal"), settings.portal_url, "supplier-portal", suppliers),
        Area(_("Procurement"), settings.procurement_url, "procurement", buyers),
        Area(_("Progress"), settings.aggregator_url, "aggregator"),
    )


def areas_for(areas: Sequence[Area], principal: Principal | None, service: str) -> list[Area]:
    """Areas the caller can use; the present one is always among them."""
    return [
        area
        for area in areas
        if not area.roles
        or area.service == service
        or (principal and principal.has_role(*area.roles))
    ]
