"""A supplier's footprints as a whole, and the mean over its products.

The mean of a supplier with thousands of products prices thousands of purchases: it is computed once
for each span of time in which the same footprints are usable.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256

from carbon.decimals import exact_arithmetic
from carbon.footprint.validity import expiry
from carbon.scope3.choice import latest_per_product
from carbon.scope3.inputs import FootprintValue
from carbon.units import DeclaredUnit, convert, dimension

_FEW = 4
"""Footprints that are looked through sooner than sorted by product."""


@dataclass(frozen=True)
class SupplierAverage:
    """The mean over one supplier's products of one dimension, kgCO2e per unit.

    `footprints` are those it is the mean of, one for each product, in the order of product ids.
    """

    supplier_id: str
    unit: DeclaredUnit
    emissions_per_unit: Decimal
    footprints: tuple[FootprintValue, ...]

    @cached_property
    def gwp_sets(self) -> tuple[str, ...]:
        """All sets that any of the footprints states."""
        return tuple(sorted({name for each in self.footprints for name in each.gwp_sets}))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over `<id>:<version>` of each footprint and a line feed, in order."""
        named = "".join(f"{each.id}:{each.version}\n" for each in self.footprints)
        return sha256(named.encode()).hexdigest()


@dataclass(frozen=True, eq=False)
class Footprints:
    """Footprints that purchases can be priced with; what is derived from them is kept."""

    every: tuple[FootprintValue, ...]
    _averages: dict[tuple[str, str, int], SupplierAverage | None] = field(
        default_factory=dict[tuple[str, str, int], SupplierAverage | None], repr=False
    )

    def __iter__(self) -> Iterator[FootprintValue]:
        """All of them."""
        return iter(self.every)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.every)

    def of_product(self, supplier_id: str, product_id: str) -> tuple[FootprintValue, ...]:
        """Those of one product, usable or not."""
        if len(self.every) <= _FEW:
            return tuple(
                one
                for one in self.every
                if one.product_id == product_id and one.supplier_id == supplier_id
            )
        return self._by_product.get((supplier_id, product_id), ())

    def average(self, supplier_id: str, unit: str, moment: datetime) -> SupplierAverage | None:
        """The mean over the supplier's products declared in the unit's dimension, if any."""
        span = bisect_right(self._boundaries, moment)
        place = (supplier_id, dimension(unit), span)
        if place not in self._averages:
            self._averages[place] = self._average(*place[:2], moment)
        return self._averages[place]

    @cached_property
    def _by_product(self) -> dict[tuple[str, str], tuple[FootprintValue, ...]]:
        found: dict[tuple[str, str], tuple[FootprintValue, ...]] = {}
        for one in self.every:
            place = one.supplier_id, one.product_id
            found[place] = (*found.get(place, ()), one)
        return found

    @cached_property
    def _boundaries(self) -> list[datetime]:
        """Moments at which the usability of any footprint changes."""
        moments: set[datetime] = set()
        for one in self.every:
            moments.add(one.reference_period_start)
            moments.add(expiry(one.reference_period_end, one.validity_period_end))
        return sorted(moments)

    def _average(self, supplier_id: str, measured: str, moment: datetime) -> SupplierAverage | None:
        alike = (
            one
            for one in self.every
            if one.supplier_id == supplier_id and dimension(one.declared_unit) == measured
        )
        latest = latest_per_product(alike, moment)
        if not latest:
            return None
        unit = latest[0].declared_unit
        return SupplierAverage(supplier_id, unit, _mean(latest, unit), tuple(latest))


def footprints_of(candidates: Iterable[FootprintValue]) -> Footprints:
    """The candidates as a whole; one that is already is returned as it is."""
    return candidates if isinstance(candidates, Footprints) else Footprints(tuple(candidates))


def _mean(footprints: list[FootprintValue], unit: str) -> Decimal:
    with exact_arithmetic():
        values = (
            one.emissions_per_unit * convert(Decimal(1), unit, one.declared_unit)
            for one in footprints
        )
        return sum(values, Decimal(0)) / len(footprints)
