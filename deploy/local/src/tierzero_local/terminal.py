"""What the supervisor says in the terminal: one aligned line per event."""

import sys


def say(name: str, state: str, seconds: float | None, detail: str) -> None:
    """Print ``name  state  seconds  detail`` in columns."""
    took = "" if seconds is None else f"{seconds:.1f} s"
    print(f"{name:<24}{state:<10}{took:>7}   {detail}".rstrip(), flush=True)


def tell(text: str = "") -> None:
    """Print a plain line."""
    print(text, flush=True)


def complain(text: str) -> None:
    """Print a line about something wrong."""
    print(text, file=sys.stderr, flush=True)
