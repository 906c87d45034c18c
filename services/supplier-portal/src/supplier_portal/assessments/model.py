"""A verdict of a buyer's limit on a product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from carbon.limit_reasons import Reason, ReasonCode, describe_reason
from tierzero.common.v1 import unit_pb2
from tierzero.i18n import current_language
from tierzero.procurement.v1 import limit_pb2 as contract

_VERDICTS: Mapping[int, str] = {
    contract.VERDICT_PASS: "pass",
    contract.VERDICT_CONDITIONAL: "conditional",
    contract.VERDICT_FAIL: "fail",
    contract.VERDICT_NO_DATA: "no_data",
    contract.VERDICT_EXPIRED: "expired",
}
_KNOWN_REASONS = frozenset(code.value for code in ReasonCode)


@dataclass(frozen=True)
class GivenReason:
    """Why: a code, and the values that its sentence needs."""

    code: str
    parameters: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    def text(self) -> str:
        """The sentence in the caller's language; the code where no sentence is known for it."""
        if self.code not in _KNOWN_REASONS:
            return self.code
        return describe_reason(Reason(ReasonCode(self.code), self.parameters), current_language())


@dataclass(frozen=True)
class Assessment:
    """One verdict; amounts are decimals as text, kgCO2e per declared unit of the limit."""

    id: str
    version: int
    withdrawn: bool
    buyer_id: str
    supplier_id: str
    product_id: str
    footprint_id: str
    limit_id: str
    verdict: str
    value: str
    maximum: str
    declared_unit: str
    reasons: tuple[GivenReason, ...]
    assessed_at: datetime

    def view(self) -> dict[str, Any]:
        """As JSON shows it, reasons worded for the caller."""
        return {
            "buyer_id": self.buyer_id,
            "product_id": self.product_id,
            "footprint_id": self.footprint_id or None,
            "limit_id": self.limit_id,
            "verdict": self.verdict,
            "value": self.value or None,
            "maximum": self.maximum,
            "declared_unit": self.declared_unit,
            "reasons": [{"code": one.code, "message": one.text()} for one in self.reasons],
            "assessed_at": self.assessed_at.isoformat().replace("+00:00", "Z"),
        }


def assessment_of(fact: contract.Assessment) -> Assessment:
    """The verdict that a fact states."""
    return Assessment(
        id=fact.fact.id,
        version=fact.fact.version,
        withdrawn=fact.fact.withdrawn,
        buyer_id=fact.buyer_id,
        supplier_id=fact.supplier_id,
        product_id=fact.product_id,
        footprint_id=fact.footprint_id,
        limit_id=fact.limit_id,
        verdict=_VERDICTS.get(fact.verdict, "no_data"),
        value=fact.value,
        maximum=fact.maximum,
        declared_unit=_unit(fact.declared_unit),
        reasons=tuple(GivenReason(one.code, dict(one.parameters)) for one in fact.reasons),
        assessed_at=fact.assessed_at.ToDatetime(UTC),
    )


def _unit(number: int) -> str:
    if number not in unit_pb2.DeclaredUnit.values() or not number:
        return ""
    name = unit_pb2.DeclaredUnit.Name(unit_pb2.DeclaredUnit.ValueType(number))
    return name.removeprefix("DECLARED_UNIT_").replace("_", " ").lower()
