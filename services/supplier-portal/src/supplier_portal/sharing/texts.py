"""How sharing is called on pages."""

from collections.abc import Mapping

from carbon.footprint.presentation import Detail
from supplier_portal.products.model import Sharing
from tierzero.i18n import Text, _

from .model import Way
from .notice import NoticeKind

SHARING_NAMES: Mapping[Sharing, Text] = {
    Sharing.ALL_CUSTOMERS: _("All my customers"),
    Sharing.NAMED_CUSTOMERS: _("Only customers that I name"),
    Sharing.PUBLIC: _("Everybody"),
    Sharing.NOBODY: _("Nobody"),
}
DETAIL_NAMES: Mapping[Detail, Text] = {
    Detail.ALL_FIELDS: _("All fields"),
    Detail.TOTAL_ONLY: _("The total only"),
}
WAY_NAMES: Mapping[Way, Text] = {
    Way.PACT: _("Fetched by PACT"),
    Way.PACT_EVENT: _("Sent by PACT"),
    Way.REQUEST: _("As answer to a request"),
    Way.LIMIT: _("Judged by a limit"),
    Way.INVENTORY: _("Counted in an inventory"),
    Way.CALCULATION: _("Used in a customer's calculation"),
}
NOTICE_NAMES: Mapping[NoticeKind, Text] = {
    NoticeKind.SUPERSEDED: _("New value"),
    NoticeKind.ENDED: _("Ended"),
    NoticeKind.EXPIRING: _("Expiry"),
}
