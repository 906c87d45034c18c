"""The portal's menu and who its pages are for."""

from tierzero.i18n import _
from tierzero.identity import require_role
from tierzero.web import NavigationItem

AT_SUPPLIERS = ("supplier", "supplier_editor", "supplier_approver")
SUPPLIERS = (*AT_SUPPLIERS, "verifier", "administrator")
MANAGERS = ("organization_administrator", "administrator")

supplier_pages = require_role(*SUPPLIERS)
"""Dependency of pages for whoever works in the portal."""

verifier_pages = require_role("verifier")
"""Dependency of the pages on which verifiers answer."""

NAVIGATION = (
    NavigationItem(_("Overview"), "/", SUPPLIERS),
    NavigationItem(_("Products"), "/products", AT_SUPPLIERS),
    NavigationItem(_("Footprints"), "/footprints", AT_SUPPLIERS),
    NavigationItem(_("Sharing"), "/sharing", AT_SUPPLIERS),
    NavigationItem(_("Drafts"), "/drafts", AT_SUPPLIERS),
    NavigationItem(_("Calculations"), "/calculations", AT_SUPPLIERS),
    NavigationItem(_("Requests"), "/requests", AT_SUPPLIERS),
    NavigationItem(_("Own emissions"), "/own-emissions", AT_SUPPLIERS),
    NavigationItem(_("Upload"), "/upload", ("supplier", "supplier_editor")),
    NavigationItem(_("Initiatives"), "/initiatives", (*SUPPLIERS, "buyer")),
    NavigationItem(_("Verifications"), "/verifications", ("verifier",)),
    NavigationItem(_("Organization"), "/organization", MANAGERS, aside=True),
    NavigationItem(_("People"), "/people", MANAGERS, aside=True),
    NavigationItem(_("API clients"), "/api-clients", MANAGERS, aside=True),
    NavigationItem(_("Partners' systems"), "/partners", ("administrator",), aside=True),
    NavigationItem(_("Deliveries"), "/deliveries", ("supplier",), aside=True),
    NavigationItem(_("History"), "/history", (*SUPPLIERS, *MANAGERS), aside=True),
)
