"""Texts kept from running as formulas when a spreadsheet opens an exported file.

Spreadsheets run cells that begin with ``= + - @`` or a tab or return before these (OWASP, CSV
Injection). Such texts get an apostrophe in front, spreadsheets' own mark for "this is text";
reading takes exactly that one off again, so texts come back as they were.
"""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def guarded(text: str) -> str:
    """The text, safe to open in a spreadsheet; plain numbers stay numbers."""
    if _RISKY.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text
