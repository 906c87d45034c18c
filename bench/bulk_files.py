"""Files of footprints for benchmarks, as a supplier fills the template in; a product per row."""

import csv
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

HEADINGS = (
    "product_number",
    "product_name",
    "product_classifications",
    "gtin",
    "declared_unit_of_measurement",
    "declared_unit_amount",
    "product_mass_per_declared_unit",
    "reference_period_start",
    "reference_period_end",
    "geography_country",
    "pcf_excluding_biogenic_uptake",
    "pcf_including_biogenic_uptake",
    "fossil_ghg_emissions",
    "ipcc_characterization_factors",
    "cross_sectoral_standards",
    "primary_data_share",
)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """So many rows that are valid; each with amounts of its own."""
    for place in range(count):
        value = f"{1 + place % 97}.{place % 100_000:05}"
        yield (
            f"HRC-{place}", "Hot rolled coil", "urn:cpc:41211", "", "kilogram", "1", "1",
            "2025-01-01", "2025-12-31", "CN", value, value, value, "AR6", "ISO14067", "80",
        )  # fmt: skip


def write(path: Path, count: int) -> Path:
    """A file of so many rows; CSV or XLSX by the path's ending."""
    if path.suffix == ".csv":
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows((HEADINGS, *rows(count)))
        return path
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for line in (HEADINGS, *rows(count)):
        sheet.append(line)
    workbook.save(path)
    return path
