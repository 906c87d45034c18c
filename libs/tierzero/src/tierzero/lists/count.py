"""How many entries a list has, as far as anybody counts them."""

from dataclasses import dataclass

from tierzero.i18n import Text, _, ngettext

COUNTED = 500
"""So many entries are counted; of a longer list a page says that there are more."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number of entries, or with ``more`` a number that they exceed."""

    value: int
    more: bool = False

    def __bool__(self) -> bool:
        return self.value > 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.value + other.value, self.more or other.more)

    @property
    def exact(self) -> int | None:
        """The number for programs; None where there are more than are counted."""
        return None if self.more else self.value

    @property
    def text(self) -> Text:
        """As a page says it."""
        if self.more:
            return _("more than {n} entries", n=self.value)
        return ngettext("{n} entry", "{n} entries", self.value)


def counted(found: int, most: int) -> Count:
    """The count of a list of which at most ``most + 1`` entries were looked at."""
    return Count(min(found, most), found > most)
