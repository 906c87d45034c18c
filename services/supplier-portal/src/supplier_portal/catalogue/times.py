"""The range of one indexed time that holds all that is wanted, and little else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .model import Entry, Wanted


@dataclass(frozen=True)
class Times:
    """Bounds of ``valid_from`` or ``valid_until``."""

    attribute: str
    operator: str
    moment: datetime

    @property
    def bounds(self) -> Mapping[str, Any]:
        """As the store's filter."""
        return {self.operator: self.moment}

    def hold(self, entry: Entry) -> bool:
        """Whether an entry lies within them."""
        time: datetime = getattr(entry, self.attribute)
        if time == self.moment:
            return self.operator in ("$lte", "$gte")
        return (time > self.moment) is (self.operator in ("$gt", "$gte"))


def times_of(wanted: Wanted, now: datetime) -> Times | None:
    """None where no time is wanted.

    Of what was valid long ago, few have begun by then; of what will be valid long from now, few
    have not ended by then.
    """
    if wanted.valid_after:
        return Times("valid_from", "$gt", wanted.valid_after)
    if wanted.valid_before:
        # The store's times have milliseconds, so what it finds may be a trifle later.
        return Times("valid_until", "$lte", wanted.valid_before)
    if wanted.valid_on is None:
        return None
    if wanted.valid_on < now:
        return Times("valid_from", "$lte", wanted.valid_on)
    return Times("valid_until", "$gte", wanted.valid_on)
