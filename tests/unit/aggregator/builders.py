"""Facts of one factory, for tests of progress."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from aggregator.initiatives.model import Initiative
from aggregator.inventories.model import Inventory, Part
from aggregator.progress.calculation import progress_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.model import DirectionProgress
from aggregator.targets.model import Target, TargetDirection
from carbon.initiatives import Direction, InitiativeState
from carbon.scope3.results import Method

FACTORY = "factory-1"
TONNE = 10**9
RECORDED = datetime(2026, 3, 1, tzinfo=UTC)


def inventory(
    year: int,
    tonnes: int,
    *,
    category: int = 1,
    suppliers: int = 4,
    line_count: int = 8,
    unresolved: int = 0,
    methods: Mapping[Method, int] | None = None,
    recorded_at: datetime = RECORDED,
) -> Inventory:
    """One category and year; totals in tonnes."""
    by_method = methods or {Method.SUPPLIER_SPECIFIC: tonnes}
    return Inventory(
        category=category,
        year=year,
        total=tonnes * TONNE,
        line_count=line_count,
        unresolved_line_count=unresolved,
        methods={method: Part(total * TONNE, 1) for method, total in by_method.items()},
        suppliers={f"supplier-{place}": Part(tonnes, 2) for place in range(suppliers)},
        gwp_sets=("AR6",),
        recorded_at=recorded_at,
        known_at=recorded_at,
    )


def target(
    base_year: int = 2020,
    target_year: int = 2030,
    reduction: str = "42",
    *,
    direction: TargetDirection = TargetDirection.UPSTREAM,
    base_emissions: str | None = None,
) -> Target:
    """A target as it is kept."""
    return Target(
        id="target-1",
        version=1,
        direction=direction,
        base_year=base_year,
        target_year=target_year,
        reduction_percent=Decimal(reduction),
        base_emissions=None if base_emissions is None else Decimal(base_emissions),
        base_reason="Audited report of that year." if base_emissions else "",
        changed_at=RECORDED,
        changed_by="buyer",
    )


def initiative(
    identifier: str,
    owner: str,
    *,
    kind: str = "SRC-MAT",
    state: InitiativeState = InitiativeState.MEASURED,
    measured: Mapping[int, str] | None = None,
    direction: Direction = Direction.UPSTREAM,
) -> Initiative:
    """An initiative that would save 300 t a year."""
    return Initiative(
        id=identifier,
        owner_id=owner,
        name=identifier,
        type=kind,
        direction=direction,
        state=state,
        baseline_emissions=Decimal(900),
        target_emissions=Decimal(600),
        target_year=2030,
        measured={year: Decimal(amount) for year, amount in (measured or {}).items()},
        recorded_at=RECORDED,
    )


def upstream(inputs: Inputs) -> DirectionProgress:
    """Upstream progress of the inputs."""
    return progress_of(inputs)[0]


def told(figure: Decimal | None) -> Decimal:
    """A figure that must be told."""
    assert figure is not None
    return figure
