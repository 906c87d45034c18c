"""What OpenTelemetry's span kinds are called for people."""

from tierzero.i18n import Text, _

KIND_TEXTS: dict[str, Text] = {
    "unspecified": _("work"),
    "internal": _("work"),
    "server": _("request answered"),
    "client": _("call to another"),
    "producer": _("event published"),
    "consumer": _("event received"),
}
