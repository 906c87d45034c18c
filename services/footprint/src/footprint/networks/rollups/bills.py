"""A network's bills of materials, with the ways back from a part to its users."""

from collections import defaultdict
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field

from carbon.classifications import covering
from footprint.values import Bill, BillPart

Names = MutableMapping[str, set[str]]


def _sets() -> Names:
    return defaultdict(set)


def filling_key(part: BillPart) -> str:
    """The factor that may stand in for a part, by class and unit; empty where it names no class."""
    return f"factor:{part.classification}|{part.unit}" if part.classification else ""


@dataclass
class Bills:
    """Changed by `put` and `remove` only."""

    of_product: MutableMapping[str, Bill] = field(default_factory=dict[str, Bill])
    of_supplier: Names = field(default_factory=_sets)
    """Maker → its products that have bills."""
    users: Names = field(default_factory=_sets)
    """Product → products whose bills name it."""
    supplied: Names = field(default_factory=_sets)
    """Supplier → its products that bills name."""
    fillings: Names = field(default_factory=_sets)
    """Filling key → products that a factor may have to be filled into."""
    filling_parts: dict[str, BillPart] = field(default_factory=dict[str, BillPart])
    """Filling key → one part that has it."""
    of_class: Names = field(default_factory=_sets)
    """Normal form of a class → filling keys that a factor of the class can serve."""

    parts: int = 0
    """How many parts all bills have."""

    def __bool__(self) -> bool:
        """Whether there is any bill."""
        return bool(self.of_product)

    @property
    def weight(self) -> int:
        """Parts in memory, in facts: several of them are as heavy as one."""
        return self.parts // 4


def put(bills: Bills, bill: Bill) -> None:
    """Let a bill take the place of its product's former one."""
    remove(bills, bill.product_id)
    bills.of_product[bill.product_id] = bill
    bills.of_supplier[bill.supplier_id].add(bill.product_id)
    bills.parts += len(bill.parts)
    for names, name in _ways_back(bills, bill):
        names[name].add(bill.product_id)
    for part in bill.parts:
        if part.product_id:
            bills.supplied[part.supplier_id].add(part.product_id)
        if part.classification:
            _note_filling(bills, part)


def remove(bills: Bills, product_id: str) -> None:
    """Forget a product's bill; what is known of its parts stays."""
    bill = bills.of_product.pop(product_id, None)
    if bill is None:
        return
    bills.of_supplier[bill.supplier_id].discard(product_id)
    bills.parts -= len(bill.parts)
    for names, name in _ways_back(bills, bill):
        names[name].discard(product_id)


def _ways_back(bills: Bills, bill: Bill) -> Iterator[tuple[Names, str]]:
    for part in bill.parts:
        if part.product_id:
            yield bills.users, part.product_id
        if part.classification:
            yield bills.fillings, filling_key(part)


def _note_filling(bills: Bills, part: BillPart) -> None:
    key = filling_key(part)
    bills.filling_parts[key] = part
    for name in covering(part.classification):
        bills.of_class[name].add(key)
