"""Names of the scope 3 categories (GHG Protocol, corporate value chain standard, table 5.1)."""

from collections.abc import Mapping

from tierzero.i18n import Text, pgettext

CATEGORY_NAMES: Mapping[int, Text] = {
    1: pgettext("scope 3 category", "Purchased goods and services"),
    2: pgettext("scope 3 category", "Capital goods"),
    3: pgettext("scope 3 category", "Fuel- and energy-related activities"),
    4: pgettext("scope 3 category", "Upstream transportation and distribution"),
    5: pgettext("scope 3 category", "Waste generated in operations"),
    6: pgettext("scope 3 category", "Business travel"),
    7: pgettext("scope 3 category", "Employee commuting"),
    8: pgettext("scope 3 category", "Upstream leased assets"),
    9: pgettext("scope 3 category", "Downstream transportation and distribution"),
    10: pgettext("scope 3 category", "Processing of sold products"),
    11: pgettext("scope 3 category", "Use of sold products"),
    12: pgettext("scope 3 category", "End-of-life treatment of sold products"),
    13: pgettext("scope 3 category", "Downstream leased assets"),
    14: pgettext("scope 3 category", "Franchises"),
    15: pgettext("scope 3 category", "Investments"),
}
