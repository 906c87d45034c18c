"""What goes into the roll-up and what comes out of it, as decimals and without any array."""

from dataclasses import dataclass
from decimal import Decimal

from carbon.quantum import Milligrams, to_milligrams


@dataclass(frozen=True)
class OwnPart:
    """What a product adds beyond its inputs: own processes, or a whole footprint without recipe.

    kgCO2e per one declared unit. A missing primary data share counts 0 and a missing rating 5, as
    PACT methodology v3 asks; a missing uncertainty is taken as certain, None as in the others.
    """

    value: Decimal
    uncertainty: Decimal | None = None
    primary_data_share: Decimal | None = None
    technological_dqr: Decimal | None = None
    geographical_dqr: Decimal | None = None
    temporal_dqr: Decimal | None = None
    is_filled: bool = False
    is_verified: bool = False


@dataclass(frozen=True)
class RolledUp:
    """One product's row as the outside reads it; the value is the float64's exact decimal."""

    value: Decimal
    uncertainty: float
    primary_data_share: float
    technological_dqr: float
    geographical_dqr: float
    temporal_dqr: float
    filled_share: float
    verified_share: float

    @property
    def milligrams(self) -> Milligrams:
        """The value of one declared unit, rounded once."""
        return to_milligrams(self.value)
