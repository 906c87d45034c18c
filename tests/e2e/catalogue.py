"""The Carbon Catalogue (CC BY 4.0) as the files that its suppliers and their buyer would upload."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

Row = Mapping[str, str]

FOOTPRINT_COLUMNS = (
    "product_number",
    "product_name",
    "declared_unit_of_measurement",
    "product_mass_per_declared_unit",
    "reference_period_start",
    "reference_period_end",
    "pcf_excluding_biogenic_uptake",
    "ipcc_characterization_factors",
    "cross_sectoral_standards",
)
PURCHASE_COLUMNS = ("reference", "date", "supplier", "product", "quantity", "unit")


def read(path: Path) -> list[Row]:
    """Every product of the catalogue."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_company(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The products of each company."""
    ordered = sorted(rows, key=lambda row: row["company"])
    return {name: list(group) for name, group in groupby(ordered, key=lambda row: row["company"])}


def footprint_file(rows: Iterable[Row]) -> bytes:
    """One supplier's upload."""
    return _csv(FOOTPRINT_COLUMNS, map(_footprint, rows))


def purchase_file(rows: Iterable[Row], suppliers: Mapping[str, str]) -> bytes:
    """The buyer's upload: one unit of each product in the year after its footprint's."""
    return _csv(PURCHASE_COLUMNS, (_purchase(row, suppliers[row["company"]]) for row in rows))


def total(rows: Iterable[Row]) -> Decimal:
    """The file's own sum in kgCO2e, by nothing but the standard library."""
    return sum((Decimal(row["carbon_footprint_pcf"]) for row in rows), Decimal(0))


def _footprint(row: Row) -> Sequence[str]:
    return (
        row["id"],
        row["product_name"],
        "piece",
        row["weight_kg"],
        f"{row['year']}-01-01",
        f"{row['year']}-12-31",
        row["carbon_footprint_pcf"],
        "AR5",
        "GHGP-Product",
    )


def _purchase(row: Row, supplier: str) -> Sequence[str]:
    year = int(row["year"]) + 1
    return (f"one of {row['id']}", f"{year}-06-30", supplier, row["id"], "1", "piece")


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
