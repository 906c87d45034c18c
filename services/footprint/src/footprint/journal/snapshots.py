"""When a snapshot is worth its cost."""

from dataclasses import dataclass

_ENTRIES = 64
_BARE_ENTRIES = 1_024
_FACTS = 20_000


@dataclass
class Since:
    """What a journal has got since its last snapshot."""

    entries: int = 0
    bare_entries: int = 0
    """Of those, without facts: what came lies elsewhere, as purchases do in pages."""
    facts: int = 0

    def add(self, facts: int) -> None:
        """One more entry with so many facts."""
        self.entries += 1
        self.bare_entries += not facts
        self.facts += facts


def is_due(since: Since, weight: int) -> bool:
    """Whether what came since the last snapshot justifies writing a state of so many facts.

    The cost of a snapshot grows with the state, so large states are written more rarely; what is
    written stays in proportion to what arrives, and what must be read to load stays in proportion
    to the state, also where entries are large because much lay ready at once. Entries
    without facts are a few bytes each: a snapshot for every 64 of them would only be written beside
    every 64th purchase.
    """
    stating = since.entries - since.bare_entries
    many_entries = stating >= max(_ENTRIES, weight // 200)
    many_bare_ones = since.bare_entries >= max(_BARE_ENTRIES, weight // 200)
    return many_entries or many_bare_ones or since.facts >= max(_FACTS, 2 * weight)
