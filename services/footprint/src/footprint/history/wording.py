"""What people call that by which lines were computed."""

from collections.abc import Mapping

from carbon.scope3.results import Method
from tierzero.i18n import Text, pgettext

_METHODS: Mapping[str, Text] = {
    Method.SUPPLIER_SPECIFIC: pgettext("method", "supplier's footprint"),
    Method.SUPPLIER_AVERAGE: pgettext("method", "mean of the supplier"),
    Method.HYBRID: pgettext("method", "hybrid"),
    Method.AVERAGE_DATA: pgettext("method", "average data"),
    Method.SPEND_BASED: pgettext("method", "spend"),
    Method.UNRESOLVED: pgettext("method", "not counted yet"),
}
_BETWEEN = ", "


def worded(names: str) -> str:
    """Methods among the names by what people call them; sets of factors have names already.

    Follows the language of the request. Nothing is a dash.
    """
    return _BETWEEN.join(str(_METHODS.get(name, name)) for name in names.split(_BETWEEN)) or "–"
