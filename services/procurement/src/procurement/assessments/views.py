"""Verdicts as buyers look at them: with names, sentences and filters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carbon.limit_reasons import describe_reason
from procurement.catalogue.service import Organization, Product
from tierzero.i18n import current_language

from .model import Assessment


@dataclass(frozen=True)
class Line:
    """One verdict with the names of supplier and product, and why in the reader's language."""

    assessment: Assessment
    supplier: str
    product: str
    reasons: Sequence[str]

    @property
    def value(self) -> Decimal | None:
        """The compared value in kgCO2e per declared unit."""
        value = self.assessment.decision.value
        return Decimal(value) if value else None

    @property
    def maximum(self) -> Decimal:
        """The limit in kgCO2e per declared unit."""
        return Decimal(self.assessment.decision.maximum)


def lines_of(
    assessments: Iterable[Assessment],
    suppliers: Mapping[str, Organization],
    products: Mapping[str, Product],
) -> list[Line]:
    """Lines with names and sentences, in the order of the verdicts."""
    language = current_language()
    return [
        Line(
            one,
            supplier_name(suppliers.get(one.decision.supplier_id), language),
            products[one.decision.product_id].name if one.decision.product_id in products else "",
            [describe_reason(reason, language) for reason in one.decision.reasons],
        )
        for one in assessments
    ]


def supplier_name(supplier: Organization | None, language: str) -> str:
    """The supplier's name as its reader writes it."""
    if supplier is None:
        return ""
    return supplier.name_zh if supplier.name_zh and language.startswith("zh") else supplier.name


def counts_of(totals: Mapping[str, Counter[str]]) -> Counter[str]:
    """How many verdicts there are of each kind, of all suppliers."""
    return sum(totals.values(), Counter[str]())


def json_of(assessment: Assessment) -> dict[str, Any]:
    """A verdict for programs; reasons have a code, what it is about, and a sentence."""
    decision, language = assessment.decision, current_language()
    return {
        "id": assessment.id,
        "version": assessment.version,
        "limit_id": decision.limit_id,
        "limit_version": decision.limit_version,
        "supplier_id": decision.supplier_id,
        "product_id": decision.product_id,
        "footprint_id": decision.footprint_id or None,
        "verdict": decision.verdict.value,
        "value": decision.value or None,
        "maximum": decision.maximum,
        "declared_unit": decision.declared_unit.value,
        "reasons": [
            {
                "code": reason.code.value,
                "parameters": dict(reason.parameters),
                "text": describe_reason(reason, language),
            }
            for reason in decision.reasons
        ],
        "verification": {"statement_id": decision.verification_id, "verifier": decision.verifier}
        if decision.verification_id
        else None,
        "assessed_at": assessment.assessed_at.isoformat().replace("+00:00", "Z"),
    }
