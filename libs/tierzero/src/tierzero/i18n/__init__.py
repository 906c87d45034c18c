"""Languages: texts, their translations, and the way each language writes numbers and dates."""

from .catalogs import (
    CHINESE,
    ENGLISH,
    LANGUAGES,
    Catalogs,
    Translator,
    current_language,
    load_catalogs,
    use_language,
)
from .formats import (
    format_any,
    format_date,
    format_datetime,
    format_decimal,
    format_emissions,
    format_percent,
    format_quantity,
)
from .negotiation import LANGUAGE_COOKIE, choose_language, is_language
from .text import Text, Translating, _, literal, ngettext, pgettext
from .units import unit_name, unit_symbol

__all__ = [
    "CHINESE",
    "ENGLISH",
    "LANGUAGES",
    "LANGUAGE_COOKIE",
    "Catalogs",
    "Text",
    "Translating",
    "Translator",
    "_",
    "choose_language",
    "current_language",
    "format_any",
    "format_date",
    "format_datetime",
    "format_decimal",
    "format_emissions",
    "format_percent",
    "format_quantity",
    "is_language",
    "literal",
    "load_catalogs",
    "ngettext",
    "pgettext",
    "unit_name",
    "unit_symbol",
    "use_language",
]
