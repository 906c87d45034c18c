"""Texts that people enter, as a kind of value for models."""

from pydantic import AfterValidator

from carbon.plain_text import unseen_character
from tierzero.i18n import _
from tierzero.problems import Invalid


def checked_text(text: str) -> str:
    """The text; raises Invalid where it holds a character that nobody can see."""
    found = unseen_character(text)
    if found is None:
        return text
    raise Invalid(
        "unseen-character",
        _("The text holds a character that cannot be shown ({character}).", character=found),
    )


PLAIN = AfterValidator(checked_text)
"""Refuses control characters and marks of direction; stands behind a text's other constraints."""
