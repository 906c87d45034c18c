"""States and reasons in words."""

from collections.abc import Mapping

from tierzero.i18n import Text, _, ngettext, pgettext

STATES: Mapping[str, Text] = {
    "sent": pgettext("request", "Sent"),
    "queued": pgettext("request", "Received"),
    "accepted": pgettext("request", "Promised"),
    "expired": pgettext("request", "Overdue"),
    "answered": pgettext("request", "Answered"),
    "declined": pgettext("request", "Declined"),
    "withdrawn": pgettext("request", "Withdrawn"),
}
FILTERS: tuple[tuple[str, Text], ...] = (
    ("", _("All")),
    ("open", _("Open")),
    ("late", _("Late")),
    ("answered", pgettext("request", "Answered")),
    ("declined", pgettext("request", "Declined")),
    ("withdrawn", pgettext("request", "Withdrawn")),
)
REASONS: Mapping[str, Text] = {
    "unknown-product": _("The supplier does not know the product"),
    "no-data": _("There are no data for a footprint"),
    "confidential": _("The supplier does not disclose it"),
    "not-a-customer": _("You are no customer for this product"),
    "no-longer-made": _("The product is no longer made"),
    "other": _("Another reason"),
}
HAPPENED: Mapping[str, Text] = {
    "request.asked": _("Asked"),
    "request.reminded": _("Supplier reminded"),
    "request.reminded_by_calendar": _("Supplier reminded by the calendar"),
    "request.postponed": _("Deadline moved"),
    "request.withdrawn": _("Withdrawn"),
    "request.queued": _("Received by the supplier"),
    "request.accepted": _("Supplier promised an answer"),
    "request.expired": _("The day has passed"),
    "request.answered": _("Supplier answered"),
    "request.declined": _("Supplier declined"),
}
SPEAKERS: Mapping[str, Text] = {"buyer": _("you"), "supplier": _("the supplier")}


def days_left(days: int) -> Text:
    """How long before the day a reminder was."""
    if not days:
        return _("on the last day")
    return ngettext("{n} day before", "{n} days before", days)


def words_of() -> dict[str, str]:
    """State or reason code → word in the reader's language."""
    return {key: str(text) for key, text in {**STATES, **REASONS}.items()}
