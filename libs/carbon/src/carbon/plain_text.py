"""Characters that no text of a document may hold, because nobody can see them."""

import re

_FORBIDDEN = re.compile(
    # Controls other than tab and line ends, halves of characters, and marks that turn the direction
    # of what follows: with them a name can be made to read as another.
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


def unseen_character(text: str) -> str | None:
    """The first character that cannot be seen, as ``U+0000``; None where every one can.

    Tabs and line ends are allowed.
    """
    found = _FORBIDDEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else None
