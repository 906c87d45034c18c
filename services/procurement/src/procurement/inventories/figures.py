"""Inventories as people look at them: kilograms, shares and names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from carbon.decimals import exact_arithmetic
from carbon.quantum import to_kilograms
from carbon.scope3.category_names import category_names
from procurement.methods import FROM_SUPPLIERS, METHODS
from tierzero.footprint.v1 import inventory_pb2 as contract
from tierzero.i18n import _, current_language
from tierzero.web.charts import Chart, Series
from tierzero.web.figures import bar_chart

_KILOGRAMS_PER_TONNE = 1000
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Share:
    """A part of an inventory: kgCO2e, its part of the whole (0 to 1), and how many lines."""

    key: Any
    kilograms: Decimal
    part: Decimal
    lines: int


@dataclass(frozen=True)
class Inventory:
    """One category of one year. `from_suppliers` is the part from suppliers' data, 0 to 1."""

    category: int
    year: int
    revision: int
    kilograms: Decimal
    from_suppliers: Decimal
    lines: int
    unresolved: int
    exclusion: str
    gwp_sets: Sequence[str]
    known_at: datetime
    stated_at: datetime
    methods: Sequence[Share]
    suppliers: Sequence[Share]

    @property
    def title(self) -> str:
        """The category's name in the reader's language."""
        return category_names(current_language())[self.category]


@dataclass(frozen=True)
class Year:
    """All categories of one year; what is excluded counts in no figure."""

    year: int
    inventories: Sequence[Inventory]

    @property
    def reported(self) -> Sequence[Inventory]:
        """The categories that the policy does not leave out."""
        return [one for one in self.inventories if not one.exclusion]

    @property
    def kilograms(self) -> Decimal:
        """The total of the reported categories."""
        with exact_arithmetic():
            return sum((one.kilograms for one in self.reported), NOTHING)

    @property
    def from_suppliers(self) -> Decimal:
        """The part from suppliers' data, 0 to 1."""
        with exact_arithmetic():
            own = sum((one.kilograms * one.from_suppliers for one in self.reported), NOTHING)
        return _part(own, self.kilograms)

    @property
    def unresolved(self) -> int:
        """Lines that no method could price."""
        return sum(one.unresolved for one in self.reported)


def inventory_of(stated: contract.Inventory) -> Inventory:
    """The figures of a fact."""
    total = kilograms_of(stated.total)
    methods: dict[Any, Any] = {share.method: share for share in stated.methods}
    own = sum(
        (kilograms_of(methods[one].total) for one in FROM_SUPPLIERS if one in methods), NOTHING
    )
    suppliers = [_share(one.supplier_id, one, total) for one in stated.suppliers]
    return Inventory(
        category=stated.category,
        year=stated.year,
        revision=stated.fact.version,
        kilograms=total,
        from_suppliers=_part(own, total),
        lines=stated.line_count,
        unresolved=stated.unresolved_line_count,
        exclusion=stated.exclusion_reason,
        gwp_sets=list(stated.gwp_sets),
        known_at=stated.known_at.ToDatetime(UTC),
        stated_at=stated.fact.recorded_at.ToDatetime(UTC),
        methods=[_share(one, methods[one], total) for one in METHODS if one in methods],
        suppliers=sorted(suppliers, key=lambda one: (-one.kilograms, one.key)),
    )


def kilograms_of(total: contract.Milligrams) -> Decimal:
    """Milligrams of the contract as kgCO2e, exact."""
    return to_kilograms(int(total.digits or "0"))


def years_of(inventories: Iterable[Inventory]) -> dict[int, Year]:
    """Inventories by year, the latest first, categories in order."""
    found: dict[int, list[Inventory]] = {}
    for one in sorted(inventories, key=lambda each: (-each.year, each.category)):
        found.setdefault(one.year, []).append(one)
    return {year: Year(year, held) for year, held in found.items()}


def chart_of(year: Year) -> Chart:
    """Reported categories by method, in tonnes."""
    series = [
        Series(title, [_tonnes(one, method) for one in year.reported])
        for method, (_name, title, _badge) in METHODS.items()
        if any(
            share.key == method and share.kilograms
            for one in year.reported
            for share in one.methods
        )
    ]
    # Names would not fit below the bars; the table above has them.
    categories = [_("Category {number}", number=one.category) for one in year.reported]
    return bar_chart(
        _("Emissions by category and method"),
        categories,
        series,
        unit="t CO₂e",
        identifier="methods",
    )


def _tonnes(inventory: Inventory, method: int) -> Decimal:
    shares = (share.kilograms for share in inventory.methods if share.key == method)
    return sum(shares, NOTHING) / _KILOGRAMS_PER_TONNE


def _share(key: Any, stated: Any, whole: Decimal) -> Share:
    kilograms = kilograms_of(stated.total)
    return Share(key, kilograms, _part(kilograms, whole), stated.line_count)


def _part(some: Decimal, whole: Decimal) -> Decimal:
    return some / whole if whole else NOTHING
