"""What documents are called."""

from collections.abc import Mapping
from typing import Any

from tierzero.i18n import Text, pgettext
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_PUBLIC,
)

SOURCES: Mapping[str, Text] = {
    "footprint": pgettext("document", "Product footprint"),
    "supplier-average": pgettext("document", "Mean over the supplier's products"),
    "emission-factor": pgettext("document", "Emission factor"),
    "exchange-rate": pgettext("document", "Exchange rate"),
    "price-index": pgettext("document", "Price index"),
    "supplier-emissions": pgettext("document", "Supplier's own emissions"),
    "gwp-set": pgettext("document", "Global warming potential"),
}

SHARING: Mapping[Any, Text] = {
    SHARING_NAMED_CUSTOMERS: pgettext("shared with", "you by name"),
    SHARING_ALL_CUSTOMERS: pgettext("shared with", "all customers of the supplier"),
    SHARING_PUBLIC: pgettext("shared with", "everybody"),
}
