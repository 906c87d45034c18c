"""Product classifications: which class covers which, told from their URNs alone.

In schemes whose codes grow by digits a code covers all codes that begin with it (`urn:cpc:412`
covers `urn:cpc:41261`). Codes padded with zeros cover what the zeros leave open. In any other
scheme a class covers itself and what follows after a colon.
"""

from functools import lru_cache

DIGIT_SCHEMES = frozenset(
    {"cpc", "naics", "nace", "isic", "hs", "cn", "sitc", "gbt4754", "eclass", "unspsc"}
)
"""Schemes in which every further digit names a finer class."""

ZERO_PADDED = {"unspsc": 2}
"""Schemes that fill a coarser class up with groups of zeros, and the length of a group."""

_PUNCTUATION = str.maketrans("", "", "-. ")


def covers(coarse: str, fine: str) -> bool:
    """Whether the class named first covers the class named second; equal classes cover each other.

    URNs compare without regard to case, as RFC 8141 asks for scheme and namespace.
    """
    first, second = _split(coarse), _split(fine)
    if first is None or second is None or first[0] != second[0]:
        return False
    scheme, coarse_code, fine_code = first[0], first[1], second[1]
    if scheme in DIGIT_SCHEMES:
        digits = _digits(scheme, coarse_code)
        return bool(digits) and _digits(scheme, fine_code).startswith(digits)
    return fine_code == coarse_code or fine_code.startswith(coarse_code + ":")


@lru_cache(maxsize=16_384)
def covering(classification: str) -> tuple[str, ...]:
    """Normal forms of all classes that cover the class named, coarsest first; itself is the last.

    `covers(c, f)` holds exactly where the normal form of `c` is among them, so that they can be the
    keys of an index. Empty where the text is no classification.
    """
    parts = _split(classification)
    if parts is None:
        return ()
    scheme, code = parts
    return tuple(f"urn:{scheme}:{coarse}" for coarse in _coarser(scheme, code))


def normal_form(classification: str) -> str:
    """One spelling for all classifications that mean the same; empty where it is none."""
    return (covering(classification) or ("",))[-1]


def specificity(classification: str) -> int:
    """How fine a class is: of two classes that cover a product the higher number is the finer."""
    parts = _split(classification)
    if parts is None:
        return 0
    scheme, code = parts
    return len(_digits(scheme, code) if scheme in DIGIT_SCHEMES else code)


def _split(urn: str) -> tuple[str, str] | None:
    pieces = urn.strip().lower().split(":", 2)
    if len(pieces) < 3 or pieces[0] != "urn" or not pieces[2].strip(":"):
        return None
    return pieces[1], pieces[2].rstrip(":")


def _coarser(scheme: str, code: str) -> list[str]:
    if scheme in DIGIT_SCHEMES:
        digits = _digits(scheme, code)
        return [digits[:end] for end in range(1, len(digits) + 1)]
    ends = [index for index, letter in enumerate(code) if letter == ":"]
    return [code[:end] for end in (*ends, len(code))]


def _digits(scheme: str, code: str) -> str:
    digits = code.translate(_PUNCTUATION)
    group = ZERO_PADDED.get(scheme)
    while group and len(digits) > group and digits.endswith("0" * group):
        digits = digits[:-group]
    return digits
