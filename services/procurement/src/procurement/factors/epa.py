"""The US EPA's Supply Chain Greenhouse Gas Emission Factors, read exactly as they are published.

Each row becomes two factors per US dollar: with trade margins and without. Those with margins are
the default for spend, because buyers pay purchaser prices, margins included; the calculation takes
a factor without margins only where there is no other.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, ValidationError

from carbon.scope3.inputs import FactorKind
from tierzero.i18n import _
from tierzero.problems import FieldProblem, field_problems
from tierzero.tabular import Column, Row

from .model import FactorEntry

CODE = "naics_code"
WITHOUT_MARGINS = "without_margins"
WITH_MARGINS = "with_margins"
COLUMNS = (
    Column(CODE, {"en": "2017 NAICS Code"}, required=True),
    Column("title", {"en": "2017 NAICS Title"}, required=True),
    Column("gas", {"en": "GHG"}, required=True),
    Column("unit", {"en": "Unit"}, required=True),
    Column(
        WITHOUT_MARGINS,
        {"en": "Supply Chain Emission Factors without Margins"},
        "decimal",
        required=True,
    ),
    Column("margins", {"en": "Margins of Supply Chain Emission Factors"}, "decimal"),
    Column(
        WITH_MARGINS, {"en": "Supply Chain Emission Factors with Margins"}, "decimal", required=True
    ),
    Column("reference", {"en": "Reference USEEIO Code"}),
)
SIGNATURE = b"Supply Chain Emission Factors with Margins"
"""By these words in the first line the published file is recognized."""

_UNIT = re.compile(r"kg CO2e/(?P<year>\d{4}) (?P<currency>[A-Z]{3}), purchaser price")
_ALL_GASES = "All GHGs"
_VALUES = (WITHOUT_MARGINS, WITH_MARGINS)


class EpaSet(BaseModel):
    """Which edition a file is: the file itself does not say."""

    model_config = ConfigDict(frozen=True)

    factor_set: str = "epa-supply-chain"
    version: str = "1.3.0"
    gwp_set: str = "AR5"
    data_year: int = 2022
    region: str = "US"
    source: str = "US EPA, Supply Chain Greenhouse Gas Emission Factors by NAICS-6"
    licence: str = "US public domain"


def is_published_file(start: bytes) -> bool:
    """Whether a file begins like the one the EPA publishes."""
    return SIGNATURE in start.split(b"\n", 1)[0]


def factors_of(row: Row, edition: EpaSet) -> tuple[list[FactorEntry], list[FieldProblem]]:
    """The two factors of a row, or what is wrong with it."""
    unit = _UNIT.fullmatch(str(row.values["unit"] or "").strip())
    problems = list(_problems(row, unit is not None))
    if problems or row.errors or unit is None:
        return [], problems
    try:
        return [_entry(row, edition, unit, column) for column in _VALUES], []
    except ValidationError as error:
        return [], _renamed(field_problems(error.errors()))


def _problems(row: Row, unit_known: bool) -> Iterator[FieldProblem]:
    if row.values["gas"] not in (None, _ALL_GASES):
        text = _("Only factors for all greenhouse gases together can be imported.")
        yield FieldProblem("gas", "single-gas", text)
    if row.values["unit"] is not None and not unit_known:
        text = _("The unit must read like “kg CO2e/2022 USD, purchaser price”.")
        yield FieldProblem("unit", "unknown-unit", text)


def _entry(row: Row, edition: EpaSet, unit: re.Match[str], column: str) -> FactorEntry:
    value = row.values[column]
    return FactorEntry(
        kind=FactorKind.SPEND_BASED,
        classification=f"urn:naics:{row.values[CODE]}",
        name=str(row.values["title"]),
        value=value if isinstance(value, Decimal) else Decimal(0),
        unit=unit["currency"],
        price_year=int(unit["year"]),
        includes_margins=column == WITH_MARGINS,
        **edition.model_dump(),
    )


def _renamed(problems: Sequence[FieldProblem]) -> list[FieldProblem]:
    columns = {"classification": CODE, "value": WITH_MARGINS}
    return [
        FieldProblem(columns.get(one.path, one.path), one.code, one.message) for one in problems
    ]
