"""The pages of procurement, in the order in which they are needed."""

from tierzero.i18n import _
from tierzero.web import NavigationItem

_READERS = ("buyer", "administrator")

ITEMS = (
    NavigationItem(_("Overview"), "/", _READERS),
    NavigationItem(_("Limits"), "/limits", _READERS),
    NavigationItem(_("Verdicts"), "/assessments", _READERS),
    NavigationItem(_("Notices"), "/notices", _READERS),
    NavigationItem(_("Requests"), "/footprint-requests", _READERS),
    NavigationItem(_("Purchases"), "/purchases", _READERS),
    NavigationItem(_("Activities"), "/activities", _READERS),
    NavigationItem(_("Inventories"), "/inventories", _READERS),
    NavigationItem(_("Suppliers"), "/suppliers", _READERS),
    NavigationItem(_("Factors"), "/factors", _READERS, aside=True),
    NavigationItem(_("Years compared"), "/comparison", _READERS, aside=True),
    NavigationItem(_("Accounting policy"), "/inventory-policy", _READERS, aside=True),
)
