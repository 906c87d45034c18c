"""Fields that the rows of several steps have in common."""

from carbon.calculation.model import DataType
from tierzero.i18n import Text, _, literal

from .fieldset import FieldSpec, Section, options_of
from .texts import DATA_TYPES

YES_NO = (("true", _("Yes")), ("false", _("No")))
NAME = FieldSpec("name", _("Name"), _("As you call it; the result names it so."))
QUANTITY = FieldSpec(
    "quantity", _("Quantity"), _("Of the whole period, scrap included."), "decimal"
)
UNIT = FieldSpec("unit", _("Unit"), _("kg, t, pcs, kWh, 万千瓦时, GJ, m³ …"), choices="known-units")
_WHOSE = FieldSpec(
    "only_this_product",
    _("Belongs to"),
    _("The whole process is shared with co-products; this product's own inputs are not."),
    "select",
    options=(("false", _("the whole process")), ("true", _("this product only"))),
    default="false",
)
_MEASURED = FieldSpec(
    "measured",
    _("Quantity is"),
    _("Estimated quantities count as secondary data and widen the interval."),
    "select",
    options=(("true", _("measured or billed")), ("false", _("estimated"))),
    default="true",
)
FOR_AMOUNT = FieldSpec(
    "for_amount",
    _("For how many units"),
    _("Leave empty: for all that was made. Else the declared units that the quantity is for."),
    "decimal",
)
_SCORES = tuple((str(number), literal(str(number))) for number in range(1, 6))
_TECHNOLOGY = FieldSpec(
    "technology",
    _("Technology"),
    _("1 your plant's own, 2 the supplier's, 3 an equivalent average, 4 similar, 5 other."),
    "select",
    options=_SCORES,
)
_GEOGRAPHY = FieldSpec(
    "geography",
    _("Place"),
    _("1 where it is made, 2 the country, 3 the same region, 4 the world, 5 elsewhere."),
    "select",
    options=_SCORES,
)
_TIME = FieldSpec(
    "time",
    _("Time"),
    _("1 within a year of the period, 2 two, 3 three, 4 four, 5 older. Empty: worked out."),
    "select",
    options=_SCORES,
)
QUALITY = (_TECHNOLOGY, _GEOGRAPHY, _TIME)
COMMON = (FOR_AMOUNT, _WHOSE, _MEASURED, *QUALITY)
PRODUCT = FieldSpec(
    "product",
    _("Product"),
    _("One of yours, or one that its supplier shares with you: its footprint is the factor."),
    choices="known-products",
)
FACTOR = FieldSpec(
    "factor",
    _("Reference factor"),
    _("A published average, by name or id. It fills in where no footprint is shared."),
    choices="known-factors",
)
OWN_FACTOR = (
    FieldSpec("value", _("Own factor"), _("kg CO₂e, with AR6, of one unit beside it."), "decimal"),
    FieldSpec("value_unit", _("per"), _("Unit of the own factor."), choices="known-units"),
    FieldSpec("source_name", _("Source"), _("Data base, report or measurement, for your readers.")),
    FieldSpec("source_version", _("Edition"), _("Version or year of the source.")),
    FieldSpec("region", _("Region"), _("Where the own factor holds: CN, CN-JS, GLO …")),
    FieldSpec("data_year", _("Data year"), _("Year that its data are of."), "integer"),
    FieldSpec(
        "data_type",
        _("Kind of data"),
        _("Primary: measured at the maker. Proxy: a stand-in for want of better."),
        "select",
        options=options_of(
            {one.value: DATA_TYPES[one] for one in DataType}, ("secondary", "primary", "proxy")
        ),
        default="secondary",
    ),
)
SOURCED_ROW = (NAME, PRODUCT, FACTOR, QUANTITY, UNIT)
FURTHER = (*OWN_FACTOR, *COMMON)


def sourced(name: str, title: Text, lead: Text, add: Text) -> Section:
    return Section(name, title, lead, add, SOURCED_ROW, FURTHER)
