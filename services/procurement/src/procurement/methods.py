"""Names of the methods by which lines are priced (scope 3 guidance, chapter 1)."""

from collections.abc import Mapping
from typing import Any

from tierzero.footprint.v1 import inventory_pb2 as contract
from tierzero.i18n import Text, pgettext

METHODS: Mapping[Any, tuple[str, Text, str]] = {
    contract.METHOD_SUPPLIER_SPECIFIC: (
        "supplier_specific",
        pgettext("method", "Supplier's footprint"),
        "good",
    ),
    contract.METHOD_SUPPLIER_AVERAGE: (
        "supplier_average",
        pgettext("method", "Mean of the supplier"),
        "good",
    ),
    contract.METHOD_HYBRID: ("hybrid", pgettext("method", "Hybrid"), "info"),
    contract.METHOD_AVERAGE_DATA: ("average_data", pgettext("method", "Average data"), "info"),
    contract.METHOD_SPEND_BASED: ("spend_based", pgettext("method", "Spend"), "warn"),
    contract.METHOD_UNRESOLVED: ("unresolved", pgettext("method", "Not counted yet"), "bad"),
}
"""The contract's method → its name in addresses, what people call it, and its badge; in the order
from the most to the least specific."""

METHOD_NAMED: Mapping[str, Any] = {name: method for method, (name, *_) in METHODS.items()}

FROM_SUPPLIERS = (contract.METHOD_SUPPLIER_SPECIFIC, contract.METHOD_SUPPLIER_AVERAGE)
"""Methods that rest on data of suppliers and partners alone (scope 3 standard, 11.1)."""
