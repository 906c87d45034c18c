"""What the supervisor says in the terminal, in its user's language: one aligned line per event."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.cells import cell_len

from tierzero.i18n import Text, _, choose_language, load_catalogs, use_language

NAME_CELLS = 24
STATE_CELLS = 10

STATES: dict[str, Text] = {
    "ready": _("ready"),
    "exited": _("exited"),
    "late": _("late"),
    "stopped": _("stopped"),
    "starting": _("starting"),
}


@contextmanager
def speaking() -> Iterator[None]:
    """Within the block texts are in the language that the environment asks for."""
    variables = ("TIERZERO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    wanted = choose_language(*(os.environ.get(name) for name in variables))
    with use_language(load_catalogs("tierzero", "tierzero_local").translator(wanted)):
        yield


def say(name: str, state: str, seconds: float | None, detail: Text | str) -> None:
    """Print ``name  state  seconds  detail`` in columns."""
    took = "" if seconds is None else f"{seconds:.1f} s"
    shown = padded(str(STATES[state]), STATE_CELLS)
    print(f"{padded(name, NAME_CELLS)}{shown}{took:>7}   {detail}".rstrip(), flush=True)


def tell(text: Text | str = "") -> None:
    """Print a plain line."""
    print(text, flush=True)


def complain(text: Text | str) -> None:
    """Print a line about something wrong."""
    print(text, file=sys.stderr, flush=True)


def padded(text: str, cells: int) -> str:
    """The text with blanks behind it, so that it fills so many cells of a terminal."""
    # A Chinese character takes two cells of a terminal.
    return text + " " * max(1, cells - cell_len(text))
