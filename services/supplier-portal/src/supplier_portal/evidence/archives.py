"""Office files looked at through their directory, in bounded memory and without unpacking them."""

import struct
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

from tierzero.i18n import Text, _
from tierzero.problems import FieldProblem, Problem, invalid

_MEBIBYTE = 1024 * 1024
MOST_PARTS = 5_000
MOST_DIRECTORY_BYTES = 2 * _MEBIBYTE
MOST_UNPACKED_BYTES = 500 * _MEBIBYTE
HIGHEST_RATIO = 200
_SMALL = _MEBIBYTE
"""Parts up to this size may be of any ratio: short repetitive files are common."""

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535


def office_part(file: BinaryIO, wanted: Sequence[str]) -> str:
    """The first of the parts that the file has, or nothing; Problem 422 for what is a trap."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        raise _refused("damaged-file", _("The file is damaged.")) from error
    _check_parts(parts)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        return ""
    return next((name for name in wanted if name in names), "")


def _check_directory(file: BinaryIO) -> None:
    """The directory is read into memory at once, so its stated size is looked at before."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = file.read()
    place = tail.rfind(_END_MARK)
    if place < 0 or len(tail) - place < _END.size:
        raise _refused("damaged-file", _("The file is damaged."))
    fields = _END.unpack_from(tail, place)
    parts, directory_bytes = fields[4], fields[5]
    if parts > MOST_PARTS or directory_bytes > MOST_DIRECTORY_BYTES:
        raise _too_much()


def _check_parts(parts: Sequence[zipfile.ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES or len(parts) > MOST_PARTS:
        raise _too_much()
    for part in parts:
        ratio = part.file_size / max(1, part.compress_size)
        if part.file_size > _SMALL and ratio > HIGHEST_RATIO:
            raise _too_much()
        if part.flag_bits & 0x1:
            raise _refused("encrypted-file", _("The file is protected by a password."))
        if part.filename.lower().endswith("vbaproject.bin"):
            text = _("The file holds macros; save it without them.")
            raise _refused("file-with-macros", text)


def _too_much() -> Problem:
    return _refused("file-unpacks-too-large", _("Unpacked, this file would be far too large."))


def _refused(code: str, text: Text) -> Problem:
    return invalid([FieldProblem("file", code, text)], code)
