"""Provinces to pick from, and the electricity factor that goes with each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

import pycountry
from babel import Locale

from carbon.grid_factors import CHINA_ORGANIZATION_2023, CHINA_PRODUCT_2024
from carbon.provinces import PROVINCES
from tierzero.i18n import Text, _, current_language, format_decimal, literal

CHINA = "CN"
Options = list[tuple[str, Text]]


def grid_factor(code: str) -> Decimal | None:
    """kgCO2 per kWh of a Chinese province's grid for scope 2; None where none is published."""
    return CHINA_ORGANIZATION_2023.provinces.get(code)


def province_name(code: str) -> str:
    """The province in the caller's language; a code that is not China's as ISO 3166-2 names it."""
    if code in PROVINCES:
        return PROVINCES[code].in_language(current_language())
    found = cast(Any, pycountry.subdivisions).get(code=code)
    return found.name if found else code


def province_options(country: str, chosen: str = "") -> Options:
    """The country's provinces to pick from, China's with their grid factor; and what is chosen."""
    codes = list(PROVINCES) if country in ("", CHINA) else _subdivisions(country)
    if chosen and chosen not in codes:
        codes.append(chosen)
    return [(code, _option(code)) for code in codes]


def country_options() -> list[tuple[str, str]]:
    """Countries to pick from, in the caller's language and by their names; China first."""
    territories = Locale.parse(current_language().replace("-", "_")).territories
    codes = [cast(Any, country).alpha_2 for country in pycountry.countries]
    named = sorted((territories.get(code, code), code) for code in codes if code != CHINA)
    return [(CHINA, territories[CHINA]), *((code, name) for name, code in named)]


def factor_note() -> Text:
    """Which factor goes with a province and which does not, as help of a field."""
    return _(
        "Picking a province of China picks its grid factor (data of {year}) for your own scope 2."
        " In a product's footprint electricity counts with the national carbon footprint factor,"
        " {factor} kg CO₂e/kWh (data of {product_year}); the two are never exchanged.",
        year=str(CHINA_ORGANIZATION_2023.data_year),
        factor=format_decimal(CHINA_PRODUCT_2024.national),
        product_year=str(CHINA_PRODUCT_2024.data_year),
    )


def factors_view() -> Mapping[str, Any]:
    """Both kinds of factors as the JSON API shows them, decimals as texts."""
    organization, product = CHINA_ORGANIZATION_2023, CHINA_PRODUCT_2024
    return {
        "organization": {
            "set": organization.name,
            "source": organization.source,
            "data_year": organization.data_year,
            "unit": "kgCO2/kWh",
            "national": str(organization.national),
            "provinces": [_province_view(code) for code in PROVINCES],
        },
        "product": {
            "set": product.name,
            "source": product.source,
            "data_year": product.data_year,
            "unit": "kgCO2e/kWh",
            "national": str(product.national),
            "generation": {name: str(value) for name, value in product.generation.items()},
        },
    }


def _province_view(code: str) -> Mapping[str, str | None]:
    factor = grid_factor(code)
    name = province_name(code)
    return {"code": code, "name": name, "factor": None if factor is None else str(factor)}


def _option(code: str) -> Text:
    name, factor = f"{province_name(code)} ({code})", grid_factor(code)
    if factor is None:
        return literal(name)
    return _("{province}: {factor} kg CO₂/kWh", province=name, factor=format_decimal(factor))


def _subdivisions(country: str) -> list[str]:
    found = cast(Any, pycountry.subdivisions).get(country_code=country) or ()
    return sorted(one.code for one in found)
