"""Values that a cell is likely to hold: offered as pick lists, and understood by their names."""

from collections.abc import Iterable
from typing import Any, cast

import pycountry
from babel import Locale

from carbon.provinces import PROVINCES
from tierzero.i18n import CHINESE, ENGLISH
from tierzero.tabular import Choice

_STANDARDS = (
    "ISO14067",
    "ISO14044",
    "ISO14083",
    "PACT-3.0",
    "GB/T 24067-2024",
    "PEF",
    "EN15804+A2",
)
_REPORTS = ("AR6", "AR5", "AR4")
_CHINESE, _ENGLISH = Locale.parse("zh_Hans_CN"), Locale.parse("en")


def suggestions_of(path: str) -> tuple[Choice, ...]:
    """What is offered for an attribute of a footprint; nothing for most."""
    match path:
        case "geographyCountry":
            return tuple(_countries())
        case "geographyCountrySubdivision":
            return tuple(_choice(code, *name) for code, name in PROVINCES.items())
        case "crossSectoralStandards":
            return tuple(Choice(name) for name in _STANDARDS)
        case "ipccCharacterizationFactors":
            return tuple(Choice(name) for name in _REPORTS)
        case _:
            return ()


def _countries() -> Iterable[Choice]:
    codes = sorted(cast(Any, country).alpha_2 for country in pycountry.countries)
    for code in ["CN", *(code for code in codes if code != "CN")]:
        english, chinese = _ENGLISH.territories.get(code), _CHINESE.territories.get(code)
        yield _choice(code, english or code, chinese or code)


def _choice(code: str, english: str, chinese: str) -> Choice:
    return Choice(code, {ENGLISH: f"{code} {english}", CHINESE: f"{code} {chinese}"})
