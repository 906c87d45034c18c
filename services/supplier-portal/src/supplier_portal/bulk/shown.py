"""What the methodology finds in a file, as its page tells it."""

from collections import Counter
from dataclasses import dataclass

from carbon.findings import FindingCode
from carbon.findings_text import TEXTS
from tierzero.i18n import current_language


@dataclass(frozen=True)
class ShownFinding:
    """One kind of finding and in how many rows it was made."""

    code: str
    severity: str
    message: str
    rows: int


def shown_findings(found: Counter[tuple[str, str]]) -> list[ShownFinding]:
    """Kinds of findings, the most frequent first; values that differ by row are left open."""
    return [
        ShownFinding(code, severity, _wording(code), rows)
        for (code, severity), rows in found.most_common()
    ]


def _wording(code: str) -> str:
    wording = TEXTS[FindingCode(code)].in_language(current_language())
    return wording.format_map(_Open())


class _Open(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"
