"""The result as people read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from carbon.calculation.improving import Effect, Improvement
from carbon.calculation.rolling import Contribution
from carbon.calculation.stating import stated_share
from carbon.units import convert_for_product
from tierzero.i18n import Text, format_decimal

from .evaluating import Evaluation
from .parts import Part
from .steps import STEP_OF_FIELD
from .texts import (
    DATA_TYPES,
    INTERVAL_GAINED,
    RATING_GAINED,
    SHARE_GAINED,
    STAGES,
    filled,
)
from .wording import improvement_text, part_name

_BAR = 100
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class ShownPart:
    """A row of the contribution table."""

    part: Part
    contribution: Contribution
    name: Text | str
    stage: Text
    data_type: Text
    share: Decimal
    """0 to 1."""

    @property
    def bar(self) -> str:
        """Length of its bar, of 100."""
        return str((self.share * _BAR).quantize(_TENTH))

    @property
    def unit(self) -> str:
        """The unit in which the factor counts."""
        return self.part.line.factor.unit

    @property
    def amount(self) -> str:
        """Per declared unit, in the factor's unit, four significant digits."""
        line, factor = self.part.line, self.part.line.factor
        return significant(
            convert_for_product(
                self.contribution.amount, line.unit, factor.unit, factor.mass_per_unit
            )
        )

    @property
    def kilograms(self) -> str:
        """kgCO2e per declared unit, four significant digits."""
        return significant(self.contribution.value)

    @property
    def ratings(self) -> str:
        """Technological, geographical, temporal; missing ones as 5, which they count as."""
        rated = self.part.line.factor.ratings
        known = (rated.technological, rated.geographical, rated.temporal)
        return " · ".join(format_decimal(one or Decimal(5)) for one in known)


@dataclass(frozen=True)
class Summary:
    """The figures at the top."""

    total: str
    low: str
    high: str
    primary_data_share: Decimal | None
    ratings: str


@dataclass(frozen=True)
class ShownImprovement:
    """What could be done and what it brings."""

    message: Text
    step: str
    anchor: str
    effects: tuple[Text, ...]
    """What it brings, as far as that can be seen."""
    asked: tuple[str, str] | None


def shown_parts(evaluation: Evaluation) -> list[ShownPart]:
    """Contributions, the largest first."""
    result = evaluation.result
    if result is None:
        return []
    return [
        ShownPart(
            part := evaluation.by_key[one.line.key],
            one,
            part_name(part),
            STAGES[one.line.stage],
            DATA_TYPES[one.line.factor.data_type],
            result.share(one),
        )
        for one in evaluation.ranked
    ]


def summary_of(evaluation: Evaluation) -> Summary | None:
    """The figures; None without a result."""
    result = evaluation.result
    if result is None:
        return None
    interval, rated = result.interval, result.ratings
    known = (rated.technological, rated.geographical, rated.temporal)
    return Summary(
        significant(result.total),
        significant(Decimal(interval.low)) if interval else "",
        significant(Decimal(interval.high)) if interval else "",
        stated_share(result.primary_data_share),
        " · ".join(format_decimal(one.quantize(_TENTH)) for one in known if one is not None),
    )


def shown_improvements(
    evaluation: Evaluation, suppliers: Mapping[str, str]
) -> list[ShownImprovement]:
    """Ranked by effect."""
    return [_shown(evaluation, one, suppliers) for one in evaluation.improvements]


def _shown(
    evaluation: Evaluation, one: Improvement, suppliers: Mapping[str, str]
) -> ShownImprovement:
    part = evaluation.by_key[one.key]
    asked = part.asked_supplier
    supplier = suppliers.get(asked[0], "") if asked else ""
    return ShownImprovement(
        improvement_text(evaluation, one, supplier),
        STEP_OF_FIELD[part.path.partition("[")[0]],
        f"field-{part.path.replace('[', '-').replace(']', '')}-quantity",
        tuple(_effects(one.effect)),
        asked,
    )


def _effects(effect: Effect) -> Iterator[Text]:
    for text, value, place in (
        (SHARE_GAINED, effect.primary_data_share, _TENTH),
        (RATING_GAINED, effect.rating, _HUNDREDTH),
        (INTERVAL_GAINED, effect.interval, _TENTH),
    ):
        if rounded := value.quantize(place):
            yield filled(text, value=format_decimal(rounded))


def significant(number: Decimal, digits: int = 4) -> str:
    """A number with so many significant digits, as the caller writes it."""
    if not number:
        return "0"
    places = max(0, digits - 1 - number.adjusted())
    return format_decimal(number, min(places, 12))


def shown_number(number: Decimal | None) -> str:
    """As `significant`; a dash for nothing."""
    return "–" if number is None else significant(number)
