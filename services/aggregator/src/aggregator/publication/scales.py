"""The unit in which a chart's emissions read best."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic


@dataclass(frozen=True)
class Scale:
    """A unit and how many tonnes it holds."""

    unit: str
    tonnes: Decimal

    def of(self, tonnes: Decimal | None) -> Decimal | None:
        """An amount in the unit."""
        if tonnes is None:
            return None
        with exact_arithmetic():
            return tonnes / self.tonnes


_SCALES = (
    Scale("Mt CO₂e", Decimal(1_000_000)),
    Scale("kt CO₂e", Decimal(1_000)),
    Scale("t CO₂e", Decimal(1)),
    Scale("kg CO₂e", Decimal("0.001")),
)


def scale_for(tonnes: Sequence[Decimal]) -> Scale:
    """The largest unit of which the largest amount has at least one."""
    largest = max(map(abs, tonnes), default=Decimal(0))
    return next((scale for scale in _SCALES if largest >= scale.tonnes), _SCALES[2])
