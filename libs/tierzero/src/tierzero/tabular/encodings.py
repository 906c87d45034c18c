"""In which encoding a text file is written: found by reading, never by asking.

Chinese Excel saves CSV as GB18030, others as UTF-8 with or without a byte order mark, "Unicode
text" is UTF-16. A file that is valid in two encodings is settled by its headings.
"""

import codecs
from typing import BinaryIO

from tierzero.i18n import _

from .faults import unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 18


def possible_encodings(file: BinaryIO) -> list[str]:
    """Encodings that the whole file is valid in, likeliest first; Problem 422 if there is none."""
    file.seek(0)
    start = file.read(4)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return [_require(file, encoding)]
    found = [encoding for encoding in ("utf-8", "gb18030") if is_valid(file, encoding)]
    if not found:
        raise unreadable(
            _("The file's text encoding is not known; save it as CSV UTF-8."), "unknown-encoding"
        )
    return found


def is_valid(file: BinaryIO, encoding: str) -> bool:
    """Whether the whole file can be decoded; reads it in pieces."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    file.seek(0)
    try:
        while piece := file.read(_CHUNK):
            if "\x00" in decoder.decode(piece):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _require(file: BinaryIO, encoding: str) -> str:
    if not is_valid(file, encoding):
        detail = _("The file holds bytes that are no text; save it as CSV UTF-8.")
        raise unreadable(detail, "unknown-encoding")
    return encoding
