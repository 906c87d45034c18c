"""What people call the choices of the form."""

from tierzero.i18n import _

from .model import Precedence

PRECEDENCES = {
    Precedence.STATED_FOOTPRINT_FIRST: _("The footprint I issued, while it is valid"),
    Precedence.CALCULATED_FIRST: _("The one calculated from the parts"),
}
SHORT_PRECEDENCES = {
    Precedence.STATED_FOOTPRINT_FIRST: _("The issued footprint, while it is valid"),
    Precedence.CALCULATED_FIRST: _("The calculated footprint"),
}
UNITS = ("kg", "g", "t", "pcs", "m²", "m³", "L", "kWh", "MWh", "MJ", "tkm", "h")
"""Units offered in the form; any other name or symbol that is known may be typed."""
