"""Facts as other services state them, for tests of the aggregator."""

from collections.abc import Mapping
from datetime import UTC, datetime

from tierzero.footprint.v1 import base_year_pb2 as base_years
from tierzero.footprint.v1 import inventory_pb2 as inventories
from tierzero.procurement.v1 import limit_pb2 as limits
from tierzero.supplier_portal.v1 import initiative_pb2 as initiatives
from tierzero.supplier_portal.v1 import organization_pb2 as organizations

TONNE = 10**9
RECORDED = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)


def inventory(
    factory: str,
    year: int,
    tonnes: int,
    *,
    category: int = 1,
    version: int = 1,
    suppliers: int = 4,
    recorded_at: datetime = RECORDED,
    methods: Mapping[int, int] | None = None,
    unresolved: int = 0,
) -> inventories.Inventory:
    """A revision of one category and year; each supplier has an equal part."""
    stated = inventories.Inventory(
        buyer_id=factory,
        category=category,
        year=year,
        line_count=suppliers * 3 + unresolved,
        unresolved_line_count=unresolved,
        gwp_sets=["AR6"],
    )
    stated.fact.id = f"{factory}:{category}:{year}"
    stated.fact.version = version
    stated.fact.organization_id = factory
    stated.fact.recorded_at.FromDatetime(recorded_at)
    stated.known_at.FromDatetime(recorded_at)
    stated.total.digits = str(tonnes * TONNE)
    shares = methods or {
        inventories.METHOD_SUPPLIER_SPECIFIC: 60,
        inventories.METHOD_SPEND_BASED: 40,
    }
    for method, percent in shares.items():
        share = stated.methods.add(method=method, line_count=1)
        share.total.digits = str(tonnes * TONNE * percent // 100)
    for place in range(suppliers):
        share = stated.suppliers.add(supplier_id=f"{factory}-supplier-{place}", line_count=3)
        share.total.digits = str(tonnes * TONNE // suppliers)
    return stated


def base_year(
    factory: str, year: int, in_force: Mapping[int, int], *, recalculated: bool = False
) -> base_years.BaseYearFigures:
    """The figures in force of a reported base year, in tonnes by category."""
    stated = base_years.BaseYearFigures(
        buyer_id=factory,
        year=year,
        reported=True,
        recalculated=recalculated,
        cumulative_percent="7.5" if recalculated else "1.5",
    )
    stated.fact.id = stated.fact.organization_id = factory
    stated.fact.version = 2 if recalculated else 1
    stated.fact.recorded_at.FromDatetime(RECORDED)
    for category, tonnes in in_force.items():
        figure = stated.figures.add(category=category)
        figure.reported.digits = figure.in_force.digits = str(tonnes * TONNE)
    return stated


def organization(identifier: str, name: str, name_zh: str = "") -> organizations.Organization:
    """A participant."""
    stated = organizations.Organization(name=name, name_zh=name_zh, country="CN")
    stated.fact.id = identifier
    stated.fact.version = 1
    stated.fact.organization_id = identifier
    stated.fact.recorded_at.FromDatetime(RECORDED)
    return stated


def initiative(
    identifier: str,
    owner: str,
    factory: str,
    *,
    kind: str = "SRC-MAT",
    direction: int = initiatives.DIRECTION_UPSTREAM,
    state: int = initiatives.INITIATIVE_STATE_MEASURED,
    measured: Mapping[int, str] | None = None,
    version: int = 1,
) -> initiatives.Initiative:
    """A supplier's initiative that counts for the factory."""
    stated = initiatives.Initiative(
        supplier_id=owner,
        name="Recycled steel",
        type=kind,
        direction=initiatives.Direction.Name(direction),
        state=initiatives.InitiativeState.Name(state),
        baseline_year=2023,
        baseline_emissions="900",
        target_year=2030,
        target_emissions="600",
        customer_ids=[factory],
    )
    for year, reduction in (measured or {}).items():
        stated.measured_reductions.add(year=year, reduction=reduction)
    stated.fact.id = identifier
    stated.fact.version = version
    stated.fact.organization_id = owner
    stated.fact.recorded_at.FromDatetime(RECORDED)
    return stated


def assessment(
    factory: str, supplier: str, product: str, verdict: int, version: int = 1
) -> limits.Assessment:
    """A verdict on one product."""
    stated = limits.Assessment(
        buyer_id=factory,
        supplier_id=supplier,
        product_id=product,
        limit_id=f"{factory}-limit",
        verdict=limits.Verdict.Name(verdict),
    )
    stated.fact.id = f"{factory}-limit:{product}"
    stated.fact.version = version
    stated.fact.organization_id = factory
    stated.fact.recorded_at.FromDatetime(RECORDED)
    return stated
