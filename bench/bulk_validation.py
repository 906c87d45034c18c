"""Bulk files: rows validated a second on one core, beside a bare read of the same file, and the
memory that takes.

Validation is the whole first reading of an upload: encoding, headings, cells, the row as a
footprint, the methodology's rules and repetitions within the file. It is counted in seconds of
processor time of the process that validates; a workbook is unpacked in a process of its own, whose
time stands beside it. Each measurement runs in a fresh process, so its memory is its own.

By itself: `PYTHONPATH=. python bench/bulk_validation.py [rows …]`.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bulk_files import write
from openpyxl import load_workbook

from supplier_portal.bulk.checking import Overview, check_chunk, chunks
from supplier_portal.bulk.columns import columns_of
from supplier_portal.bulk.model import Tally
from supplier_portal.bulk.rows import Company, Reader
from supplier_portal.bulk.service import LIMITS
from tierzero.garbage import settle
from tierzero.i18n import load_catalogs
from tierzero.tabular import read_table

SIZES = (1_000, 10_000, 100_000)
KINDS = ("csv", "xlsx")
WANTED = 20_000
"""Rows a second that are asked for, at the largest size."""


def validated(path: Path) -> int:
    """Read the file as an upload does; the rows that are valid."""
    columns = columns_of(load_catalogs("tierzero", "supplier_portal"))
    by_name = {column.name: column for column in columns}
    company = Company("mill", "Jiangnan Mill", ("urn:lei:529900T8BM49AURSDO55",))
    reader = Reader(company, datetime.now(UTC), by_name)
    tally, overview = Tally(), Overview()
    with path.open("rb") as file, read_table(file, "", columns, LIMITS) as table:
        for portion in chunks(table.rows):
            check_chunk(reader, portion, overview, tally)
    return tally.valid_rows


def bare(path: Path) -> int:
    """Read the file with the plain library and do nothing with it."""
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    with closing(load_workbook(path, read_only=True)) as book:
        return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1


TASKS: dict[str, Callable[[Path], int]] = {"validated": validated, "bare": bare}


def run(task: str, path: Path) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [sys.executable, __file__, "--task", task, str(path)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(task: str, path: Path) -> None:
    """Do the task and print what it took, in a process that has settled as the portal's does."""
    settle()
    began, busy = time.perf_counter(), time.process_time()
    rows = TASKS[task](path)
    print(
        json.dumps(
            {
                "rows": rows,
                "busy": time.process_time() - busy,
                "seconds": time.perf_counter() - began,
                "unpacking": resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "memory_unpacking": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
            }
        )
    )


def lines(sizes: tuple[int, ...]) -> Iterator[tuple[str, int, float]]:
    """Measure and print each kind and size; what came out."""
    with tempfile.TemporaryDirectory() as directory:
        for kind in KINDS:
            for size in sizes:
                path = write(Path(directory) / f"{size}.{kind}", size)
                plain, best = (
                    run("bare", path),
                    min((run("validated", path) for _ in range(3)), key=lambda one: one["busy"]),
                )
                assert best["rows"] == plain["rows"] == size, "every row is valid"
                rate = size / best["busy"]
                print(
                    f"{kind:4} {size:7,} rows: {rate:7,.0f} rows/s of one core,"
                    f" {best['busy'] / plain['busy']:5.1f} × a bare read;"
                    f" unpacked in {best['unpacking']:5.1f} s beside it;"
                    f" {best['memory']:4.0f} MB, unpacking {best['memory_unpacking']:4.0f} MB"
                )
                yield kind, size, rate


def main() -> None:
    """Print the figures, and where validation is slower than it must be."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    found = list(lines(sizes))
    for kind, size, rate in found:
        if size == max(sizes) and rate < WANTED:
            print(f"missed: {kind}: {rate:,.0f} rows/s, at least {WANTED:,} are asked for")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
