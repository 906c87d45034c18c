"""A verdict on a product against a limit, as it is kept and published."""

from dataclasses import dataclass, field
from datetime import datetime

from carbon.limit_reasons import Reason
from carbon.limits import Verdict
from carbon.units import DeclaredUnit


@dataclass(frozen=True)
class Decision:
    """What was decided and on what it rests: equal decisions are not published twice.

    Decimals are texts, kgCO2e per declared unit of the limit. ``reassess_at`` is when time alone
    may change the decision; it is no part of it.
    """

    limit_id: str
    limit_version: int
    buyer_id: str
    supplier_id: str
    product_id: str
    verdict: Verdict
    maximum: str
    declared_unit: DeclaredUnit
    value: str = ""
    footprint_id: str = ""
    footprint_version: int = 0
    reasons: tuple[Reason, ...] = ()
    verification_id: str = ""
    """Statement behind the footprint's badge; empty where it has none."""
    verifier: str = ""
    withdrawn: bool = False
    reassess_at: datetime | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """Identity of the fact: one product against one limit."""
        return f"{self.limit_id}:{self.product_id}"


@dataclass(frozen=True)
class Assessment:
    """A decision as it stands since a moment."""

    decision: Decision
    version: int
    assessed_at: datetime

    @property
    def id(self) -> str:
        """Identity of the fact."""
        return self.decision.id
