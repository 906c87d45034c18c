"""Why emissions changed between two periods: volume, mix, intensity and recalculation, apart.

Only the intensity effect is progress. A change of method (assessment report, factor edition, jump
of the primary data share) is shown as recalculation: the old period's intensity is restated by the
new method, and what that moves is not what the supplier did. All in kgCO2e; the four add up to the
whole change exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic, readable


@dataclass(frozen=True)
class Flow:
    """One supplier's share of a product in the base and the current period.

    Volumes in one common unit, intensities in kgCO2e per unit. `restated_base_intensity` is the
    base intensity by the current method; None where the method did not change.
    """

    base_volume: Decimal
    current_volume: Decimal
    base_intensity: Decimal
    current_intensity: Decimal
    restated_base_intensity: Decimal | None = None


@dataclass(frozen=True)
class Effects:
    """What made up a change."""

    volume: Decimal
    mix: Decimal
    intensity: Decimal
    recalculation: Decimal

    @property
    def change(self) -> Decimal:
        """Current minus base emissions."""
        with exact_arithmetic():
            return self.volume + self.mix + self.intensity + self.recalculation


def effects(flows: Iterable[Flow]) -> Effects:
    """Separate the change of a product bought from several suppliers.

    Recalculation: base volume × (restated − base intensity). Volume: the change of the total volume
    at the restated average intensity. Mix: what moving between suppliers changes at restated
    intensities. Intensity: current volume × (current − restated intensity).
    """
    known = list(flows)
    with exact_arithmetic():
        base_volume = _total(flow.base_volume for flow in known)
        current_volume = _total(flow.current_volume for flow in known)
        base = _total(flow.base_volume * _restated(flow) for flow in known)
        at_base_intensity = _total(flow.current_volume * _restated(flow) for flow in known)
        growth = _volume_effect(base, base_volume, current_volume)
        return Effects(
            volume=growth,
            mix=at_base_intensity - base - growth,
            intensity=_total(
                flow.current_volume * (flow.current_intensity - _restated(flow)) for flow in known
            ),
            recalculation=_total(
                flow.base_volume * (_restated(flow) - flow.base_intensity) for flow in known
            ),
        )


def _volume_effect(base: Decimal, base_volume: Decimal, current_volume: Decimal) -> Decimal:
    # Without a base volume there is no average intensity: all that is new is a change of mix.
    if not base_volume:
        return Decimal(0)
    # Rounded, so that the mix effect, which is the rest, makes the sum exact again.
    return readable(base * (current_volume - base_volume) / base_volume)


def _restated(flow: Flow) -> Decimal:
    if flow.restated_base_intensity is None:
        return flow.base_intensity
    return flow.restated_base_intensity


def _total(parts: Iterable[Decimal]) -> Decimal:
    return sum(parts, Decimal(0))
