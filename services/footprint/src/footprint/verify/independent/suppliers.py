"""Suppliers' product footprints and own emissions, as one buyer is shown them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from footprint.verify.independent.known import Known
from footprint.verify.independent.moments import end_of_validity, meets, moment, moment_of
from footprint.verify.independent.numbers import stated
from footprint.verify.independent.sharing import serves, shows
from footprint.verify.independent.units import MASS, declared_unit, measures, size
from tierzero.supplier_portal.v1.footprint_pb2 import FOOTPRINT_STATUS_ACTIVE


@dataclass(frozen=True)
class Figure:
    """A product footprint: kgCO2e and kilograms of product per base unit of what is declared."""

    product_id: str
    measured: str
    per_base_unit: Fraction
    mass_per_base_unit: Fraction
    is_active: bool
    start: datetime
    end: datetime
    rank: tuple[Any, ...]
    gwp_sets: frozenset[str]

    def holds_on(self, date: datetime) -> bool:
        """Active, and neither before the reference period nor after the validity."""
        return self.is_active and self.start <= date < self.end

    def holds_in(self, year: int) -> bool:
        """Whether it holds at any moment of the calendar year."""
        return self.is_active and meets(year, self.start, self.end)

    def per_unit(self, unit: str) -> Fraction | None:
        """kgCO2e per unit; a mass joins any other declared unit by the product's own mass."""
        if measures(unit) == self.measured:
            return self.per_base_unit * size(unit)
        if measures(unit) == MASS and self.mass_per_base_unit:
            return self.per_base_unit * size(unit) / self.mass_per_base_unit
        return None


@dataclass(frozen=True)
class Supplier:
    """What one buyer is shown of one supplier."""

    figures: Sequence[Figure] = ()
    own_emissions: Sequence[Any] = ()

    def in_set(self, gwp_set: str) -> "Supplier":
        """Without what is stated in other sets of potentials only."""
        figures = [one for one in self.figures if gwp_set in one.gwp_sets]
        own = [one for one in self.own_emissions if one.gwp_set == gwp_set]
        return replace(self, figures=figures, own_emissions=own)


@dataclass
class Shelf:
    """Suppliers by id, looked up when a purchase names them."""

    facts: Known
    buyer_id: str
    footprints: Mapping[str, Sequence[Any]]
    """Supplier id → its footprints, shown or not."""
    _shown: dict[str, Supplier] = field(default_factory=dict[str, Supplier])

    def supplier(self, supplier_id: str) -> Supplier:
        """What the buyer is shown of the supplier."""
        if supplier_id not in self._shown:
            self._shown[supplier_id] = self._look_up(supplier_id)
        return self._shown[supplier_id]

    def _look_up(self, supplier_id: str) -> Supplier:
        maker = self.facts.of("Organization").get(supplier_id)
        products = self.facts.of("Product")
        figures = [
            figure_of(one)
            for one in self.footprints.get(supplier_id, ())
            if (product := products.get(one.product_id)) is not None
            and product.supplier_id == supplier_id
            and shows(product, maker, self.buyer_id)
        ]
        own = [
            one
            for one in self.facts.present("SupplierEmissions")
            if one.supplier_id == supplier_id and serves(maker, self.buyer_id)
        ]
        return Supplier(figures, own)


def footprints_by_supplier(facts: Known) -> Mapping[str, Sequence[Any]]:
    """Every footprint by who states it."""
    found: dict[str, list[Any]] = defaultdict(list)
    for one in facts.of("Footprint").values():
        found[one.supplier_id].append(one)
    return found


def figure_of(fact: Any) -> Figure:
    """The footprint that a fact states."""
    pcf = fact.pcf
    unit = declared_unit(pcf.declared_unit_of_measurement)
    declared = stated(pcf.declared_unit_amount) * size(unit)
    period_end = moment_of(pcf, "reference_period_end")
    return Figure(
        product_id=fact.product_id,
        measured=measures(unit),
        per_base_unit=stated(pcf.pcf_excluding_biogenic_uptake) / declared,
        mass_per_base_unit=stated(pcf.product_mass_per_declared_unit or "0") / declared,
        is_active=fact.status == FOOTPRINT_STATUS_ACTIVE and not fact.fact.withdrawn,
        start=moment_of(pcf, "reference_period_start"),
        end=end_of_validity(period_end, moment(fact, "validity_period_end")),
        rank=(period_end, moment_of(fact, "created"), fact.fact.id, fact.fact.version),
        gwp_sets=frozenset(pcf.ipcc_characterization_factors),
    )
