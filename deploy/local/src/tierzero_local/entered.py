"""A note beside the access file: which content of it the portal's store has."""

import hashlib
from pathlib import Path


def is_entered(path: Path) -> bool:
    """Tell whether the file's present content was entered already."""
    mark = _mark(path)
    return mark.exists() and mark.read_text() == _digest(path)


def note_entered(path: Path) -> None:
    """Note that the file's present content was entered."""
    _mark(path).write_text(_digest(path))


def _mark(path: Path) -> Path:
    return path.with_suffix(".entered")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
