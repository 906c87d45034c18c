"""Names of files, as they are kept and given out."""

import re
from urllib.parse import quote

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONGEST = 120


def safe_name(filename: str, ending: str) -> str:
    """A name without path, controls and turns of direction, with the ending of its content."""
    last = re.split(r"[/\\]", filename)[-1]
    stem = _UNFIT.sub("", last).strip(" .")
    known = stem.lower().endswith((ending, ".jpeg") if ending == ".jpg" else ending)
    if known:
        return stem[: _LONGEST - 5] + stem[stem.rfind(".") :] if len(stem) > _LONGEST else stem
    return f"{stem[:_LONGEST] or 'file'}{ending}"


def disposition(filename: str) -> str:
    """``Content-Disposition`` that saves the file under its name (RFC 6266, RFC 8187)."""
    plain = filename.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
