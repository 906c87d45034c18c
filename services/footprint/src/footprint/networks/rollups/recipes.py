"""A bill of materials resolved for one year: what of which node goes into the product."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from math import isfinite

from carbon.rollup.bom import BomItem, Component, amount_per_unit
from carbon.rollup.figures import OwnPart
from carbon.rollup.marks import ANY_SET, set_bits
from carbon.scope3.notes import Note
from carbon.units import UnitMismatch
from footprint.networks.rollups.bills import filling_key
from footprint.networks.rollups.leaves import Leaf
from footprint.values import Bill, BillPart


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands for a part: a node of the graph, kgCO2e per one unit."""

    node: str
    unit: str
    mass_per_unit: Decimal | None


@dataclass(frozen=True)
class Finding:
    """Why a bill gives no figure, and the products concerned: of a cycle in the order of parts."""

    code: Note
    product_ids: tuple[str, ...]


@dataclass(frozen=True)
class Recipe:
    """Amounts of nodes in one declared unit of the product, or a finding instead."""

    bill: Bill
    own: OwnPart
    marks: tuple[int, int, int]
    amounts: Mapping[str, float] = field(default_factory=dict[str, float])
    finding: Finding | None = None


CountedPart = Callable[[BillPart], Counted | None]
"""What stands for a part that the maker may use; None where there is nothing."""


_CALCULATED = "calculated:"


def calculated_node(product_id: str) -> str:
    """The node of a figure that follows a bill."""
    return _CALCULATED + product_id


def is_calculated(node: str) -> bool:
    """Whether a node's figure follows a bill."""
    return node.startswith(_CALCULATED)


def stated_node(product_id: str) -> str:
    """The node of a stated footprint."""
    return f"stated:{product_id}"


def resolved(bill: Bill, counted: CountedPart, fillings: Mapping[str, Leaf]) -> Recipe:
    """The bill with what stands for each part; a factor fills in where nothing else does."""
    sums: dict[str, Decimal] = {}
    faults: list[tuple[Note, str]] = []
    for part in bill.parts:
        found = _resolve(bill, part, counted(part), fillings)
        if isinstance(found, Note):
            faults.append((found, part.product_id))
        else:
            node, amount = found
            sums[node] = sums.get(node, Decimal(0)) + amount
    if faults:
        return without_figure(bill, _finding(faults))
    amounts = {node: float(amount) for node, amount in sums.items()}
    if not all(map(isfinite, amounts.values())):
        return without_figure(bill, Finding(Note.BILL_OUT_OF_RANGE, ()))
    return stated_recipe(bill, amounts)


def stated_recipe(bill: Bill, amounts: Mapping[str, float]) -> Recipe:
    """A bill with the amounts of all that counts."""
    return Recipe(bill, bill.own, _own_marks(bill), amounts)


def without_figure(bill: Bill, finding: Finding) -> Recipe:
    """A bill that cannot be calculated."""
    return Recipe(bill, bill.own, _own_marks(bill), {}, finding)


def _resolve(
    bill: Bill, part: BillPart, counted: Counted | None, fillings: Mapping[str, Leaf]
) -> tuple[str, Decimal] | Note:
    amount = _amount(bill, part, counted) if counted else None
    if counted and amount is not None:
        return counted.node, amount
    key = filling_key(part)
    if key in fillings:
        return key, _amount(bill, part, Counted(key, part.unit, None)) or Decimal(0)
    return Note.BILL_UNIT_MISMATCH if counted else Note.BILL_PART_MISSING


def _amount(bill: Bill, part: BillPart, counted: Counted) -> Decimal | None:
    item = BomItem(counted.node, part.quantity, part.unit)
    component = Component(counted.unit, counted.mass_per_unit)
    try:
        return amount_per_unit(item, component, bill.output_amount)
    except UnitMismatch:
        return None


def _finding(faults: list[tuple[Note, str]]) -> Finding:
    """What is missing comes before what does not fit."""
    codes = {code for code, _ in faults}
    missing = Note.BILL_PART_MISSING
    code = missing if missing in codes else Note.BILL_UNIT_MISMATCH
    return Finding(code, tuple(sorted({name for other, name in faults if other is code})))


def _own_marks(bill: Bill) -> tuple[int, int, int]:
    if not bill.own.value:
        return bill.recorded_at, ANY_SET, 0
    bits = set_bits((bill.gwp_set,))
    return bill.recorded_at, bits, bits
