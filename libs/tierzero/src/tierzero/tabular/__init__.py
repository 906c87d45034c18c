"""Bulk files for people: read safely with every fault named, and written so that they are safe."""

from .cells import Value
from .columns import Choice, Column, Limits
from .faults import CellProblem, field_problem, problem_from_errors
from .reader import read_table
from .tables import Row, Table
from .template import template_file
from .writer import error_file, write_csv, write_xlsx

__all__ = [
    "CellProblem",
    "Choice",
    "Column",
    "Limits",
    "Row",
    "Table",
    "Value",
    "error_file",
    "field_problem",
    "problem_from_errors",
    "read_table",
    "template_file",
    "write_csv",
    "write_xlsx",
]
