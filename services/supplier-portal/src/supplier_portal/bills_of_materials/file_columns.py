"""The columns of a file that holds a bill's parts, one part a row."""

from collections.abc import Mapping
from decimal import Decimal

from tierzero.i18n import LANGUAGES, Catalogs, Text, _
from tierzero.tabular import Column
from tierzero.tabular.columns import Kind

OWN_NUMBER = "part_number"
"""Names one of the supplier's own products, in place of supplier id and product id."""

_REQUIRED = ("quantity", "unit")
_KINDS: Mapping[str, Kind] = {"quantity": "decimal"}
_EXAMPLES: Mapping[str, str] = {
    OWN_NUMBER: "W-235",
    "classification": "urn:cpc:41261",
    "quantity": "2.5",
    "unit": "kg",
}
_TEXTS: tuple[tuple[str, Text, Text], ...] = (
    (OWN_NUMBER, _("Own product number"), _("Where you make the part yourself.")),
    ("supplier_id", _("Supplier ID"), _("Where another supplier makes it, as it told you.")),
    ("product_id", _("Product ID"), _("The supplier's product, as it told you.")),
    (
        "classification",
        _("Class"),
        _("URN whose emission factor fills in where the part has no data."),
    ),
    ("quantity", _("Quantity"), _("What goes into the amount made, scrap included.")),
    ("unit", _("Unit"), _("That of the quantity: kg, pcs, kWh, m² …")),
    ("description", _("Note"), _("For yourself; customers do not see it.")),
)


def part_columns(catalogs: Catalogs) -> tuple[Column, ...]:
    """All columns, in both languages."""

    def titles(text: Text) -> dict[str, str]:
        return {language: text.render(catalogs.translator(language)) for language in LANGUAGES}

    return tuple(
        Column(
            name,
            titles(title),
            kind=_KINDS.get(name, "text"),
            required=name in _REQUIRED,
            help=titles(help_),
            example=_EXAMPLES.get(name, ""),
            above=Decimal(0) if name == "quantity" else None,
        )
        for name, title, help_ in _TEXTS
    )
