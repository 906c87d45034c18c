"""When a snapshot is worth its cost."""

_ENTRIES = 64


def is_due(entries: int, weight: int) -> bool:
    """Whether so many entries since the last snapshot justify writing so many facts.

    The cost of a snapshot grows with the state, so large states are written more rarely; what is
    written stays in proportion to what arrives.
    """
    return entries >= max(_ENTRIES, weight // 200)
