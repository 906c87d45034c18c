"""The columns of the upload, made from the attribute table and its labels."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from carbon.footprint.field_kinds import Field, Kind
from supplier_portal.footprints.attributes import ATTRIBUTES, Attribute
from supplier_portal.sharing.texts import DETAIL_NAMES
from tierzero.i18n import LANGUAGES, Catalogs, Text, _, literal, unit_name
from tierzero.tabular import Choice, Column

from .suggestions import suggestions_of

Titles = Callable[[Text], dict[str, str]]
"""From a text to its wording in every language."""

SEPARATOR = ";"
"""Between several values in one cell."""

_REQUIRED = frozenset(
    {
        "declaredUnitOfMeasurement",
        "referencePeriodStart",
        "referencePeriodEnd",
        "pcfExcludingBiogenicUptake",
        "ipccCharacterizationFactors",
        "crossSectoralStandards",
    }
)
_KINDS: Mapping[Kind, str] = {
    Kind.DECIMAL: "decimal",
    Kind.DATE_TIME: "date",
    Kind.CHOICE: "enum",
    Kind.BOOLEAN: "boolean",
}
_EXAMPLES: Mapping[str, str] = {
    "product_number": "HRC-235",
    "product_name": "Hot rolled coil Q235B",
    "product_classifications": "urn:cpc:41211",
    "declared_unit_of_measurement": "kilogram",
    "declared_unit_amount": "1",
    "reference_period_start": "2025-01-01",
    "reference_period_end": "2025-12-31",
    "geography_country": "CN",
    "pcf_excluding_biogenic_uptake": "2.15",
    "fossil_ghg_emissions": "2.15",
    "ipcc_characterization_factors": "AR6",
    "cross_sectoral_standards": "ISO14067",
    "primary_data_share": "80",
}
_PROSE = 5_000
_EARLIEST, _LATEST = date(1990, 1, 1), date(2200, 1, 1)


def columns_of(catalogs: Catalogs) -> tuple[Column, ...]:
    """All columns, in both languages; one that is left empty counts as absent."""

    def titles(text: Text) -> dict[str, str]:
        return {language: text.render(catalogs.translator(language)) for language in LANGUAGES}

    product = [
        Column(
            name,
            titles(title),
            required=name in ("product_number", "product_name"),
            help=titles(help_),
            example=_EXAMPLES.get(name, ""),
            max_length=100 if name in ("product_number", "gtin") else _PROSE,
        )
        for name, title, help_ in _PRODUCT
    ]
    stated = (_column(attribute, titles) for attribute in ATTRIBUTES)
    return (*product, _shared_detail(titles), *stated, _comment(titles))


_PRODUCT = (
    ("product_number", _("Product number"), _("Your own number of the product.")),
    ("product_name", _("Product name"), _("As your customers know it.")),
    (
        "product_description",
        _("Product description"),
        _("What it is, how it is made, what sets it apart."),
    ),
    (
        "product_classifications",
        _("Product classes"),
        _("URNs such as urn:cpc:41211; several with semicolons."),
    ),
    ("gtin", _("GTIN"), _("Global trade item number, 8 to 14 digits.")),
    (
        "product_ids",
        _("Further product identifiers"),
        _("URNs; several with semicolons."),
    ),
)


def _column(attribute: Attribute, titles: Titles) -> Column:
    field = attribute.field
    return Column(
        attribute.column,
        titles(attribute.label.name),
        kind="text" if field.many else _KINDS.get(field.kind, "text"),  # pyright: ignore[reportArgumentType]
        required=attribute.path in _REQUIRED,
        choices=tuple(_choices(field, titles)),
        suggestions=suggestions_of(attribute.path),
        unit=field.unit if field.unit != "declared unit" else "",
        help=titles(attribute.label.help),
        example=_EXAMPLES.get(attribute.column, ""),
        minimum=_EARLIEST if field.kind is Kind.DATE_TIME else attribute.minimum,
        maximum=_LATEST if field.kind is Kind.DATE_TIME else attribute.maximum,
        above=attribute.above,
        max_length=_PROSE,
    )


def _choices(field: Field, titles: Titles) -> Iterable[Choice]:
    for value in field.choices or ():
        is_unit = field.name == "declaredUnitOfMeasurement"
        yield Choice(value.value, titles(unit_name(value.value) if is_unit else literal(value)))


def _shared_detail(titles: Titles) -> Column:
    help_ = _("Empty: as it is with the product; a new one shows all fields.")
    return Column(
        "shared_detail",
        titles(_("How much of its footprints they see")),
        kind="enum",
        choices=tuple(Choice(one.value, titles(name)) for one, name in DETAIL_NAMES.items()),
        help=titles(help_),
    )


def _comment(titles: Titles) -> Column:
    help_ = _("Anything a reader should know to interpret the number.")
    return Column("comment", titles(_("Comment")), help=titles(help_), max_length=_PROSE)
