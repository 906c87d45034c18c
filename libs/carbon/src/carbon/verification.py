"""Whether a verifier's statement still stands for a footprint.

Verification roadmap of the PACT methodology: independent third party, cycle of three years, or
earlier where the footprint changes by more than 10 %. A statement on a product's figures is about
one footprint. One on a calculation model or a programme carries over to later footprints of the
same product, as long as they come from the same model.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from carbon.calendar import add_years
from carbon.decimals import exact_arithmetic, readable
from carbon.footprint.model import CarbonFootprint, ProductFootprint, VerificationCoverage
from carbon.texts import Text
from carbon.units import DeclaredUnit

CYCLE_YEARS = 3
"""Calendar years from the day of verification to the end of its cycle."""

MOST_CHANGE = Decimal("0.10")
"""Share of the verified value by which a footprint may differ before it is verified anew."""


class Assurance(StrEnum):
    """How sure the verifier is (ISO 14064-3)."""

    LIMITED = "limited"
    REASONABLE = "reasonable"


class StatementState(StrEnum):
    """What became of a statement."""

    HOLDS = "holds"
    EVIDENCE_CHANGED = "evidence_changed"
    REVOKED = "revoked"


class Obstacle(StrEnum):
    """Why a statement gives a footprint no badge."""

    OTHER_PRODUCT = "other-product"
    REVOKED = "revoked"
    EVIDENCE_CHANGED = "evidence-changed"
    CYCLE_ENDED = "cycle-ended"
    OTHER_FOOTPRINT = "other-footprint"
    EARLIER_FOOTPRINT = "earlier-footprint"
    MODEL_CHANGED = "model-changed"
    VALUE_CHANGED = "value-changed"


OBSTACLE_TEXTS: dict[Obstacle, Text] = {
    Obstacle.OTHER_PRODUCT: Text("It is about another product.", "其对象为另一产品。"),
    Obstacle.REVOKED: Text("The verifier revoked the statement.", "核查机构已撤销该声明。"),
    Obstacle.EVIDENCE_CHANGED: Text(
        "The evidence is no longer what was verified.", "证据已不同于核查时的证据。"
    ),
    Obstacle.CYCLE_ENDED: Text(
        "The cycle of three years has ended; verify it anew.", "三年核查周期已满,需重新核查。"
    ),
    Obstacle.OTHER_FOOTPRINT: Text(
        "Another footprint's figures were verified.", "所核查的是另一份碳足迹的数值。"
    ),
    Obstacle.EARLIER_FOOTPRINT: Text(
        "It is older than the one that was verified.", "早于已核查的碳足迹。"
    ),
    Obstacle.MODEL_CHANGED: Text(
        "Standards, rules, allocation or boundary differ from the verified model.",
        "标准、规则、分配方法或边界与已核查的模型不同。",
    ),
    Obstacle.VALUE_CHANGED: Text(
        "The value differs by more than 10 % from the verified one.",
        "数值与已核查值相差超过 10 %。",
    ),
}


@dataclass(frozen=True)
class Statement:
    """What a verifier confirmed about a footprint.

    `value` is kgCO2e per one declared unit, without biogenic uptake, of the verified footprint.
    """

    id: str
    footprint_id: str
    product_id: str
    coverage: VerificationCoverage
    completed_at: datetime
    reference_period_end: datetime
    model_digest: str
    value: Decimal
    declared_unit: DeclaredUnit
    state: StatementState = StatementState.HOLDS

    @property
    def valid_until(self) -> datetime:
        """First moment after the cycle."""
        return add_years(self.completed_at, CYCLE_YEARS)


def obstacle(
    statement: Statement, product_id: str, footprint: ProductFootprint, now: datetime
) -> Obstacle | None:
    """Why the statement gives the footprint no badge at the moment; None where it does."""
    if statement.product_id != product_id:
        return Obstacle.OTHER_PRODUCT
    if statement.state is StatementState.REVOKED:
        return Obstacle.REVOKED
    if statement.state is StatementState.EVIDENCE_CHANGED:
        return Obstacle.EVIDENCE_CHANGED
    if now >= statement.valid_until:
        return Obstacle.CYCLE_ENDED
    return None if footprint.id == statement.footprint_id else _carried(statement, footprint.pcf)


def _carried(statement: Statement, pcf: CarbonFootprint) -> Obstacle | None:
    if statement.coverage is VerificationCoverage.PRODUCT_LEVEL:
        return Obstacle.OTHER_FOOTPRINT
    if pcf.reference_period_end < statement.reference_period_end:
        return Obstacle.EARLIER_FOOTPRINT
    if model_digest(pcf) != statement.model_digest:
        return Obstacle.MODEL_CHANGED
    if pcf.declared_unit_of_measurement is not statement.declared_unit:
        return Obstacle.MODEL_CHANGED
    return Obstacle.VALUE_CHANGED if _moved(statement.value, value_of(pcf)) else None


def _moved(verified: Decimal, value: Decimal) -> bool:
    with exact_arithmetic():
        return abs(value - verified) > MOST_CHANGE * abs(verified)


def badge_of(
    statements: Iterable[Statement], product_id: str, footprint: ProductFootprint, now: datetime
) -> Statement | None:
    """The statement behind the footprint's badge; None where it has none.

    One about this very footprint goes before one that carries over, then the later one.
    """
    standing = [one for one in statements if obstacle(one, product_id, footprint, now) is None]
    return max(
        standing,
        key=lambda one: (one.footprint_id == footprint.id, one.completed_at, one.id),
        default=None,
    )


def value_of(pcf: CarbonFootprint) -> Decimal:
    """pcfExcludingBiogenicUptake per one declared unit, kgCO2e, to 34 digits."""
    with exact_arithmetic():
        return readable(pcf.pcf_excluding_biogenic_uptake / pcf.declared_unit_amount)


def model_digest(pcf: CarbonFootprint) -> str:
    """SHA-256 of how a footprint was calculated, whatever its figures and its period."""
    rules = [
        [one.operator.value, sorted(one.rule_names), one.other_operator_name or ""]
        for one in pcf.product_or_sector_specific_rules
    ]
    method = [
        sorted(pcf.cross_sectoral_standards),
        sorted(pcf.ipcc_characterization_factors),
        sorted(rules, key=json.dumps),
        pcf.allocation_rules_description or "",
        pcf.boundary_processes_description or "",
        pcf.packaging_emissions_included,
        pcf.ccu_calculation_approach.value if pcf.ccu_calculation_approach else "",
    ]
    canonical = json.dumps(method, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
