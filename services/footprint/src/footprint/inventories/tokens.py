"""Page tokens: opaque to callers, checked when they come back."""

import re

from footprint.inventories.listing import Position
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem

MOST_LINES = 1_000
USUAL_LINES = 100
_FORM = re.compile(r"p([0-9]{1,9})o([0-9]{1,4})")


def token_of(position: Position | None) -> str:
    """The token of a place; empty at the end."""
    return f"p{position.page}o{position.offset}" if position else ""


def position_of(token: str) -> Position:
    """The place of a token; Problem 400 where we have not made it."""
    if not token:
        return Position()
    match = _FORM.fullmatch(token)
    if match is None:
        text = _("This page token is not one of ours; start again without one.")
        problem = FieldProblem("page_token", "invalid-page-token", text)
        raise Problem(400, "invalid-page-token", text, errors=[problem])
    return Position(int(match[1]), int(match[2]))


def page_size_of(asked: int) -> int:
    """How many lines to answer with; Problem 400 for a number that cannot be."""
    if not 0 <= asked <= MOST_LINES:
        text = _("A page has between 1 and {most} lines.", most=MOST_LINES)
        problem = FieldProblem("page_size", "invalid-page-size", text)
        raise Problem(400, "invalid-page-size", text, errors=[problem])
    return asked or USUAL_LINES
