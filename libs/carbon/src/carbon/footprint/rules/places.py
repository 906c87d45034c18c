"""Geography: countries and subdivisions that exist (ISO 3166-1 and ISO 3166-2)."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, cast

import pycountry

from carbon.findings import FindingCode
from carbon.footprint.model import ProductFootprint
from carbon.footprint.rules.violation import Rule, Violation, violation


@cache
def country_exists(alpha_2: str) -> bool:
    """Whether ISO 3166-1 assigns the two-letter code."""
    return cast(Any, pycountry.countries).get(alpha_2=alpha_2) is not None


@cache
def subdivision_exists(code: str) -> bool:
    """Whether ISO 3166-2 lists the code, for example `CN-JS`."""
    return cast(Any, pycountry.subdivisions).get(code=code) is not None


def country_is_known(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The country is one of ISO 3166-1."""
    country = footprint.pcf.geography_country
    if country is not None and not country_exists(country):
        yield violation(FindingCode.UNKNOWN_COUNTRY, "pcf.geographyCountry", value=country)


def subdivision_is_known(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The subdivision is one of ISO 3166-2, which also fixes its country."""
    code = footprint.pcf.geography_country_subdivision
    if code is not None and not subdivision_exists(code):
        yield violation(
            FindingCode.UNKNOWN_SUBDIVISION, "pcf.geographyCountrySubdivision", value=code
        )


RULES: tuple[Rule, ...] = (country_is_known, subdivision_is_known)
