"""Rows of an XLSX file, read by a process of its own (``workbook_child``)."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tierzero.i18n import Text, _
from tierzero.problems import Problem

from .columns import Limits
from .faults import unreadable

_CHILD = Path(__file__).with_name("workbook_child.py")
_SPARE_ROWS = 1_100  # headings, and blank rows between

_REASONS: Mapping[str, Text] = {
    "too-large": _("The workbook unpacks to far more than a table of this kind needs."),
    "encrypted": _("The workbook is protected by a password; save it without."),
    "unsafe": _("The workbook holds definitions that are not safe to read."),
    "unreadable": _("The file cannot be read as an Excel workbook (.xlsx)."),
}


@dataclass(slots=True)
class Sheet:
    """Which sheet of a workbook is read, and which ones people see beside it."""

    name: str = ""
    others: tuple[str, ...] = ()


def xlsx_rows(
    file: BinaryIO, limits: Limits, sheet: Sheet | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the first visible sheet, which is noted in ``sheet``.

    Problem 422 for what is no workbook, holds merged cells, or is a bomb.

    ``file`` must have a file descriptor. Closing the iterator ends the process.
    """
    file.seek(0)
    arguments = [str(limits.max_rows + _SPARE_ROWS), str(limits.max_columns)]
    child = subprocess.Popen(
        [sys.executable, "-I", str(_CHILD), *arguments],
        stdin=file.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": "", "PYTHONIOENCODING": "utf-8"},
    )
    try:
        yield from _received(child, sheet or Sheet())
    finally:
        child.kill()
        child.communicate()


def _received(child: "subprocess.Popen[bytes]", sheet: Sheet) -> Iterator[tuple[int, list[str]]]:
    for line in child.stdout or ():
        message: dict[str, Any] = json.loads(line)
        if "end" in message:
            return
        if "error" in message:
            raise _refused(message["error"], message.get("about", ""))
        if "sheet" in message:
            sheet.name, sheet.others = message["sheet"], tuple(message["others"])
            continue
        yield from map(tuple, message["rows"])
    # Ended without a word: killed by one of its limits.
    raise _refused("too-large")


def _refused(reason: str, about: str = "") -> Problem:
    if reason == "merged":
        detail = _(
            "Cells are merged ({cells}). Unmerge them and give each row its own values.",
            cells=about,
        )
        return unreadable(detail, "merged-cells")
    code = {"too-large": "workbook-too-large", "encrypted": "workbook-protected"}.get(reason)
    return unreadable(_REASONS[reason], code or f"workbook-{reason}")
