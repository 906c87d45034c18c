"""The effects of `carbon.effects`, taken apart by flow, in whole milligrams.

With E emissions, V volumes, 0 the base and 1 the current year, R the base emissions by the present
method, sums over the flows of one group:

    recalculation = R − E₀          intensity = E₁ − V₁·R/V₀
    volume = R·(ΣV₁ − ΣV₀)/ΣV₀      mix = V₁·R/V₀ − R − volume

Each quotient is rounded once, half to even, and enters twice with opposite sign: the four add up to
E₁ − E₀ exactly.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from carbon.quantum import Milligrams


@dataclass(frozen=True)
class Side:
    """One flow in one year; volumes of a group are in one unit, and not negative."""

    emissions_mg: Milligrams = 0
    volume: Decimal = Decimal(0)


@dataclass(frozen=True)
class FlowSides:
    """One flow in both years; `is_recalculated` where they were not computed alike."""

    base: Side
    current: Side
    is_recalculated: bool = False


@dataclass(frozen=True)
class Effects:
    """What made up a change, in mg CO2e; only intensity is progress."""

    volume: Milligrams = 0
    mix: Milligrams = 0
    intensity: Milligrams = 0
    recalculation: Milligrams = 0

    @property
    def change(self) -> Milligrams:
        """Current minus base emissions."""
        return self.volume + self.mix + self.intensity + self.recalculation


def total(parts: Iterable[Effects]) -> Effects:
    """The sum of effects."""
    known = list(parts)
    return Effects(
        volume=sum(one.volume for one in known),
        mix=sum(one.mix for one in known),
        intensity=sum(one.intensity for one in known),
        recalculation=sum(one.recalculation for one in known),
    )


def effects_of(group: Sequence[FlowSides]) -> list[Effects]:
    """The effects of each flow of a group, in the same order.

    In a group, moving between flows is mix. A flow without base volume has no base intensity: what
    it adds is mix, too, at the present intensity.
    """
    base_volume = sum((Fraction(flow.base.volume) for flow in group), Fraction(0))
    current_volume = sum((Fraction(flow.current.volume) for flow in group), Fraction(0))
    growth = (current_volume - base_volume) / base_volume if base_volume else Fraction(0)
    return [_effects(flow, growth) for flow in group]


def _effects(flow: FlowSides, growth: Fraction) -> Effects:
    restated = _restated(flow)
    base, volume = round(restated), round(restated * growth)
    at_base_intensity = round(_at_base_intensity(flow, restated))
    return Effects(
        volume=volume,
        mix=at_base_intensity - base - volume,
        intensity=flow.current.emissions_mg - at_base_intensity,
        recalculation=base - flow.base.emissions_mg,
    )


def _restated(flow: FlowSides) -> Fraction:
    """Base emissions by the present method: the base volume at the present intensity."""
    base, current = flow.base, flow.current
    if not (flow.is_recalculated and base.volume and current.volume):
        return Fraction(base.emissions_mg)
    return Fraction(base.volume) * current.emissions_mg / Fraction(current.volume)


def _at_base_intensity(flow: FlowSides, restated: Fraction) -> Fraction:
    if not flow.base.volume:
        return flow.current.emissions_mg + restated
    return Fraction(flow.current.volume) * restated / Fraction(flow.base.volume)
