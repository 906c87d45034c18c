"""What a file is, told by its content and never by its name.

Only what this module can tell apart is taken in: documents and pictures that people prove things
with. Nothing is unpacked, rendered or run; a file that would be active content in a browser (HTML,
SVG, scripts) is none of these kinds, and it is given out as a download in any case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from tierzero.i18n import _
from tierzero.problems import Problem
from tierzero.tabular.encodings import is_valid

from .archives import office_part

_OFFICE = "application/vnd.openxmlformats-officedocument."
_START = 1024


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type and the ending that its name gets when given out."""

    media_type: str
    ending: str


PDF = Kind("application/pdf", ".pdf")
PNG = Kind("image/png", ".png")
JPEG = Kind("image/jpeg", ".jpg")
XLSX = Kind(f"{_OFFICE}spreadsheetml.sheet", ".xlsx")
DOCX = Kind(f"{_OFFICE}wordprocessingml.document", ".docx")
CSV = Kind("text/csv", ".csv")

KINDS = (PDF, XLSX, DOCX, CSV, PNG, JPEG)
ENDINGS = ",".join(kind.ending for kind in KINDS) + ",.jpeg"

_OFFICE_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}


def kind_of(file: BinaryIO) -> Kind:
    """The kind of a file; Problem 415 where it is none of ours, 422 where it is a trap."""
    file.seek(0)
    start = file.read(_START)
    found = next((kind for kind, fits in _BY_START if fits(start)), None)
    if found is None and start.startswith(b"PK\x03\x04"):
        found = _OFFICE_PARTS.get(office_part(file, tuple(_OFFICE_PARTS)))
    if found is None and _is_table(file, start):
        found = CSV
    if found is None:
        raise Problem(415, "unknown-kind-of-file", _UNKNOWN)
    return found


_UNKNOWN = _("Only PDF, XLSX, DOCX, CSV, PNG and JPEG files can be attached; this is none of them.")


def _is_table(file: BinaryIO, start: bytes) -> bool:
    """Whether it is text in columns, of which nothing could be taken for a page or a program."""
    beginning = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not beginning or beginning.startswith((b"<", b"#!", b"%", b"{")) or b"\x00" in start:
        return False
    first_line = beginning.split(b"\n", 1)[0]
    in_columns = any(separator in first_line for separator in (b",", b";", b"\t"))
    return in_columns and any(is_valid(file, encoding) for encoding in ("utf-8", "gb18030"))


_BY_START: tuple[tuple[Kind, Callable[[bytes], bool]], ...] = (
    (PDF, lambda start: start.startswith(b"%PDF-")),
    (PNG, lambda start: start.startswith(b"\x89PNG\r\n\x1a\n") and start[12:16] == b"IHDR"),
    (JPEG, lambda start: start.startswith(b"\xff\xd8\xff")),
)
