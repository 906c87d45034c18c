"""What differs between two versions of a calculation. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from carbon.calculation.stating import stated_share
from carbon.decimals import exact_arithmetic, plain

from .evaluating import Evaluation


@dataclass(frozen=True)
class Change:
    """One part before and after, kgCO2e per declared unit; None where it is not there."""

    name: str
    key: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        """kgCO2e."""
        with exact_arithmetic():
            return plain((self.after or Decimal(0)) - (self.before or Decimal(0)))


@dataclass(frozen=True)
class Comparison:
    """Two versions side by side."""

    before: Evaluation
    after: Evaluation
    changes: tuple[Change, ...]

    @property
    def total(self) -> Change:
        """The footprint itself."""
        return Change("", "", _total(self.before), _total(self.after))

    @property
    def share(self) -> Change:
        """The primary data share, per cent."""
        return Change("", "", _share(self.before), _share(self.after))

    @property
    def is_news(self) -> bool:
        """Whether any figure has moved."""
        return bool(self.changes or self.share.difference or self.total.difference)


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """Parts whose contribution differs, the largest difference first."""
    earlier, later = _values(before), _values(after)
    keys = dict.fromkeys((*later, *earlier))
    changes = [
        Change(_name(key, before, after), key, earlier.get(key), later.get(key))
        for key in keys
        if earlier.get(key) != later.get(key)
    ]
    ordered = sorted(changes, key=lambda one: (-abs(one.difference), one.key))
    return Comparison(before, after, tuple(ordered))


def _values(evaluation: Evaluation) -> dict[str, Decimal]:
    known = evaluation.result.contributions if evaluation.result else ()
    return {one.line.key: one.value for one in known}


def _name(key: str, before: Evaluation, after: Evaluation) -> str:
    part = after.by_key.get(key) or before.by_key.get(key)
    return part.name if part else key


def _share(evaluation: Evaluation) -> Decimal | None:
    return stated_share(evaluation.result.primary_data_share) if evaluation.result else None


def _total(evaluation: Evaluation) -> Decimal | None:
    return evaluation.result.total if evaluation.result else None
