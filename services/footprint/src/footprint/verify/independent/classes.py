"""Classes of goods: which coarser classes a class lies in.

Codes of the schemes below grow by digits, so that each beginning of a code is a coarser class;
elsewhere a coarser class ends at a colon.
"""

Class = tuple[str, str]
"""Scheme and code, both in one spelling."""

_BY_DIGITS = {"cpc", "naics", "nace", "isic", "hs", "cn", "sitc", "gbt4754", "eclass", "unspsc"}
_SEPARATORS = str.maketrans(dict.fromkeys("-. "))


def lineage(text: str) -> list[Class]:
    """The class and all that it lies in, the finest last; empty where the text is no URN."""
    words = text.strip().lower().split(":", 2)
    if len(words) != 3 or words[0] != "urn":
        return []
    scheme, code = words[1], words[2].rstrip(":")
    if not code:
        return []
    if scheme in _BY_DIGITS:
        digits = _digits(scheme, code)
        return [(scheme, digits[: place + 1]) for place in range(len(digits))]
    ends = [place for place, letter in enumerate(code) if letter == ":"]
    return [(scheme, code[:end]) for end in [*ends, len(code)]]


def _digits(scheme: str, code: str) -> str:
    digits = code.translate(_SEPARATORS)
    # UNSPSC writes a coarser class with pairs of zeros at its end.
    while scheme == "unspsc" and len(digits) > 2 and digits.endswith("00"):
        digits = digits[:-2]
    return digits
