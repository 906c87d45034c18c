"""Places to pick from: countries, and the provinces of China."""

from typing import Any, cast

import pycountry
from babel import Locale

from carbon.provinces import PROVINCES
from tierzero.i18n import current_language

CHINA = "CN"


def places_offered() -> list[tuple[str, str]]:
    """China, its provinces, then all countries by name, in the reader's language."""
    codes = [cast(Any, one).alpha_2 for one in pycountry.countries]
    others = sorted((code for code in codes if code != CHINA), key=place_name)
    return [(code, place_name(code)) for code in (CHINA, *PROVINCES, *others)]


def place_name(code: str) -> str:
    """A country or province as the reader writes it; another code as it is."""
    if code in PROVINCES:
        return f"{PROVINCES[code].in_language(current_language())} ({code})"
    territories = Locale.parse(current_language().replace("-", "_")).territories
    return territories.get(code, code)
