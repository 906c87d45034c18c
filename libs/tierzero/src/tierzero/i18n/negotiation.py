"""Which language a caller wants."""

from collections.abc import Iterable

from .catalogs import CHINESE, ENGLISH, LANGUAGES

LANGUAGE_COOKIE = "tierzero_language"


def supported(tag: str | None) -> str | None:
    """Our language for a BCP 47 tag (``zh-Hans-SG`` → ``zh-CN``), or None."""
    if not tag:
        return None
    primary = tag.strip().replace("_", "-").split("-")[0].lower()
    return {"en": ENGLISH, "zh": CHINESE}.get(primary)


def from_accept_language(header: str) -> str | None:
    """Best of our languages in an Accept-Language header (RFC 9110 §12.5.4)."""
    ranked = sorted(_weighted(header), key=lambda item: -item[0])
    return next((language for _, tag in ranked if (language := supported(tag))), None)


def choose_language(*candidates: str | None, accept_language: str = "") -> str:
    """First candidate that we speak, then the header, then English."""
    for candidate in candidates:
        if language := supported(candidate):
            return language
    return from_accept_language(accept_language) or ENGLISH


def is_language(tag: str) -> bool:
    """Whether a tag is exactly one of the languages on offer."""
    return tag in LANGUAGES


def _weighted(header: str) -> Iterable[tuple[float, str]]:
    for part in header[:1000].split(","):
        tag, _, weight = part.partition(";q=")
        quality = _quality(weight)
        if quality > 0:
            yield quality, tag


def _quality(weight: str) -> float:
    try:
        return float(weight) if weight.strip() else 1.0
    except ValueError:
        return 0.0
