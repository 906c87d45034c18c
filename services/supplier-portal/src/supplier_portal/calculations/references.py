"""What a statement refers to, in words that can be resolved."""

from collections.abc import Iterator

from .built_in import gas_reference
from .rows import Electricity, FuelRow, GasRow, Leg, Row, SourcedRow
from .stated import CalculationInput

PRODUCT = "product:"
FACTOR = "factor:"


def references(stated: CalculationInput) -> list[str]:
    """Each thing that is referred to, once, in the order of the statement."""
    found = (reference for _path, row in stated.rows() for reference in of_row(row))
    return list(dict.fromkeys(found))


def of_row(row: Row) -> Iterator[str]:
    """What a row refers to, the better source first."""
    if isinstance(row, SourcedRow):
        if row.names_product:
            yield f"{PRODUCT}{row.supplier_id}/{row.product_id}"
        if row.factor_id:
            yield f"{FACTOR}{row.factor_id}"
    if isinstance(row, Leg) and row.mode:
        yield f"mode:{row.mode}"
    if isinstance(row, Electricity) and row.generation:
        yield f"grid:{row.generation}"
    if isinstance(row, FuelRow) and row.fuel:
        yield f"fuel:{row.fuel}"
    if isinstance(row, GasRow) and row.gas:
        yield gas_reference(row.gas, row.biogenic)


def product_of(reference: str) -> tuple[str, str] | None:
    """Supplier and product of a reference to a product."""
    if not reference.startswith(PRODUCT):
        return None
    supplier, _slash, product = reference.removeprefix(PRODUCT).partition("/")
    return supplier, product
