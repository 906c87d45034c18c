"""Lines as comparing sees them, and what a flow's lines of one year were computed by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbon.baseyear import Basis
from carbon.decimals import exact_arithmetic
from carbon.quantum import Milligrams
from carbon.scope3.results import Method


@dataclass(frozen=True)
class ComparedLine:
    """One priced activity. Quantity and money as the buyer stated them, where it did.

    `factor_sets` names the sets with their versions; `primary_data_shares` are those of the
    footprints the line rests on, in per cent.
    """

    category: int
    method: Method
    emissions_mg: Milligrams
    supplier_id: str = ""
    product_id: str = ""
    description: str = ""
    classifications: tuple[str, ...] = ()
    quantity: Decimal | None = None
    unit: str = ""
    amount: Decimal | None = None
    currency: str = ""
    gwp_set: str = ""
    factor_sets: frozenset[str] = frozenset()
    primary_data_shares: tuple[Decimal, ...] = ()


def basis_of(lines: Iterable[ComparedLine]) -> Basis:
    """What lines were computed by, each part as sorted names."""
    known = list(lines)
    return Basis(
        method=_names(str(line.method) for line in known),
        gwp_set=_names(line.gwp_set for line in known),
        factor_set=_names(name for line in known for name in line.factor_sets),
    )


def primary_data_share(lines: Sequence[ComparedLine]) -> Decimal | None:
    """The plain mean over the footprints behind lines, per cent; None without footprints."""
    shares = [share for line in lines for share in line.primary_data_shares]
    with exact_arithmetic():
        return sum(shares, Decimal(0)) / len(shares) if shares else None


def _names(names: Iterable[str]) -> str:
    return ", ".join(sorted({name for name in names if name}))
