"""States, reasons and steps of requests in words."""

from collections.abc import Mapping

from tierzero.i18n import Text, _, pgettext

STATES: Mapping[str, tuple[Text, str]] = {
    "queued": (pgettext("request", "Waits for you"), "warn"),
    "accepted": (pgettext("request", "Promised"), "info"),
    "expired": (pgettext("request", "Overdue"), "bad"),
    "answered": (pgettext("request", "Answered"), "good"),
    "declined": (pgettext("request", "Declined"), "none"),
    "withdrawn": (pgettext("request", "Withdrawn"), "none"),
}
"""State → word and kind of badge."""
FILTERS: tuple[tuple[str, Text], ...] = (
    ("", _("All")),
    ("open", pgettext("request", "Open")),
    ("expired", pgettext("request", "Overdue")),
    ("answered", pgettext("request", "Answered")),
    ("declined", pgettext("request", "Declined")),
    ("withdrawn", pgettext("request", "Withdrawn")),
)
REASONS: Mapping[str, Text] = {
    "unknown-product": _("We do not know this product"),
    "no-data": _("We have no data for a footprint"),
    "confidential": _("We do not disclose it"),
    "not-a-customer": _("Not a customer for this product"),
    "no-longer-made": _("We no longer make the product"),
    "other": _("Another reason"),
}
STEPS: Mapping[str, Text] = {
    "received": _("Received"),
    "queued": _("Put on your list"),
    "accepted": _("Answer promised"),
    "expired": _("The day has passed"),
    "answered": pgettext("request", "Answered"),
    "declined": pgettext("request", "Declined"),
    "withdrawn": _("Withdrawn by the customer"),
    "reminded": _("The customer reminded you"),
    "deadline": _("The customer moved the deadline"),
}
SPEAKERS: Mapping[str, Text] = {"buyer": _("the customer"), "supplier": _("you")}
