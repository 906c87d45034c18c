"""A calculation worked out: parts, gaps, result, footprint, and what would improve it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from carbon.calculation.allocating import Allocation, Reason
from carbon.calculation.improving import Improvement, improvements
from carbon.calculation.rolling import Contribution, Result, roll_up
from carbon.calculation.substituting import by_allocation
from carbon.decimals import format_decimal
from carbon.findings import Finding
from carbon.footprint.model import CarbonFootprint, FootprintStatus, ProductFootprint
from carbon.footprint.rules import methodology_findings
from carbon.footprint.usability import Usability, usability

from .assembling import assemble
from .crediting import credit_gaps
from .displacing import counted_rows, hierarchy_hints
from .drafting import draft_of
from .model import Calculation
from .outputs import allocation_of, outputs_of
from .parts import Gap, Part
from .rows import Electricity, FuelRow, Row, SourcedRow
from .texts import name_of


@dataclass(frozen=True)
class Evaluation:
    """What follows from one version of a calculation; the result is None while outputs lack."""

    calculation: Calculation
    parts: tuple[Part, ...]
    gaps: tuple[Gap, ...]
    allocation: Allocation | None
    result: Result | None

    @property
    def is_complete(self) -> bool:
        """Whether a footprint may be made of it."""
        return self.result is not None and not any(not gap.is_hint for gap in self.gaps)

    @cached_property
    def by_key(self) -> dict[str, Part]:
        """Key of a line → its part."""
        return {part.line.key: part for part in self.parts}

    @property
    def ranked(self) -> list[Contribution]:
        """Contributions, the largest first."""
        known = self.result.contributions if self.result else ()
        return sorted(known, key=lambda one: (-abs(one.value), one.line.key))

    @property
    def improvements(self) -> list[Improvement]:
        """What would improve the data most, ranked by effect."""
        return improvements(self.result) if self.result else []

    @property
    def compared(self) -> tuple[Allocation, Result] | None:
        """With substitution: the same process shared as the order of allocation asks next."""
        stated, known = self.calculation.stated, self.allocation
        if known is None or known.reason is not Reason.SUBSTITUTION or not stated.output_amount:
            return None
        lines, outputs = [part.line for part in self.parts], outputs_of(self.calculation)
        return by_allocation(lines, stated.output_amount, outputs, stated.physical_basis)

    @property
    def pcf(self) -> CarbonFootprint | None:
        """The footprint's attributes, in the caller's language."""
        if self.allocation is None or self.result is None:
            return None
        return draft_of(self.calculation, self.allocation, self.parts, self.result)


@dataclass(frozen=True)
class Judgement:
    """What the methodology and the usability model say of the draft."""

    findings: tuple[Finding, ...]
    usability: Usability


def evaluate(calculation: Calculation) -> Evaluation:
    """Work a version out; the same version gives the same for ever."""
    parts, gaps = assemble(calculation)
    allocation, lacking = allocation_of(calculation)
    result = None
    if allocation is not None and calculation.stated.output_amount is not None:
        lines = [part.line for part in parts]
        result = roll_up(lines, calculation.stated.output_amount, allocation.share)
    nothing = [] if parts or gaps else [Gap("materials", "nothing-stated")]
    credit = credit_gaps(result)
    found = (*lacking, *gaps, *nothing, *credit, *_hints(calculation, parts))
    return Evaluation(calculation, tuple(parts), found, allocation, result)


def judge(pcf: CarbonFootprint, now: datetime) -> Judgement:
    """Findings and level of a draft; identity and names are the portal's and always there."""
    footprint = ProductFootprint(
        id="00000000-0000-4000-8000-000000000000",
        spec_version="3.0.0",
        created=now,
        status=FootprintStatus.ACTIVE,
        company_name="-",
        company_ids=("urn:pact:example.org:company-id:1",),
        product_description="",
        product_ids=("urn:pact:example.org:product-id:1",),
        product_name_company="-",
        pcf=pcf,
    )
    return Judgement(tuple(methodology_findings(footprint, now)), usability(footprint, now))


def _hints(calculation: Calculation, parts: Sequence[Part]) -> Iterator[Gap]:
    yield from hierarchy_hints(calculation.stated)
    for path, row in counted_rows(calculation.stated):
        yield from _hints_of_row(path, row)
    for part in parts:
        if other := [name for name in part.gwp_sets if not name.startswith("AR6")]:
            yield Gap(part.path, "other-gwp-set", {"sets": ", ".join(other)}, is_hint=True)


def _hints_of_row(path: str, row: Row) -> Iterator[Gap]:
    if isinstance(row, Electricity) and row.green_percent:
        told = {"percent": format_decimal(row.green_percent)}
        yield Gap(f"{path}.green_percent", "green-power", told, is_hint=True)
    if isinstance(row, FuelRow) and row.fuel and row.upstream is None:
        name = {"fuel": str(name_of(row.fuel) or row.fuel)}
        yield Gap(f"{path}.upstream", "upstream-missing", name, is_hint=True)
    if isinstance(row, SourcedRow) and row.value is not None and not row.source_name:
        yield Gap(f"{path}.source_name", "source-unnamed", is_hint=True)
