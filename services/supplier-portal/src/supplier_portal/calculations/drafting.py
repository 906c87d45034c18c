"""The PACT attributes of a calculation: what the supplier stated and what follows."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from carbon.calculation.allocating import Allocation, Reason
from carbon.calculation.model import DataType, Stage
from carbon.calculation.rolling import Result
from carbon.calculation.stating import Capture, Statement, carbon_footprint
from carbon.footprint.model import (
    CarbonFootprint,
    EmissionFactorSource,
    RuleOperator,
    SectorRule,
)
from carbon.units import DeclaredUnit
from tierzero.i18n import format_percent

from .crediting import describe_substitution
from .model import Calculation
from .outputs import basis_name
from .parts import Part
from .stated import Approach, CalculationInput
from .texts import ALLOCATED, BOUNDARY, OWN_DATA, STAGES, SUPPLIERS_DATA, filled

_NONE = Decimal(0)


def draft_of(
    calculation: Calculation, allocation: Allocation, parts: Sequence[Part], result: Result
) -> CarbonFootprint:
    """The CarbonFootprint, its texts in the caller's language."""
    stated = calculation.stated
    return carbon_footprint(
        result,
        Statement(
            declared_unit=calculation.declared_unit,
            mass_per_declared_unit=_mass(calculation),
            period_start=calculation.period_start,
            period_end=calculation.period_end,
            country=stated.site.partition("-")[0],
            subdivision=stated.site if "-" in stated.site else "",
            standards=tuple(stated.standards),
            characterization=_reports(parts),
            fossil_carbon=stated.fossil_carbon_content or _NONE,
            biogenic_carbon=stated.biogenic_carbon_content,
            recycled_carbon=stated.recycled_carbon_content,
            packaging_included=packaging_included(stated),
            packaging_biogenic_carbon=stated.packaging_biogenic_carbon_content,
            capture=_capture(stated),
            exempted_percent=stated.exempted_percent,
            exempted_description=stated.exempted_reason,
            boundary=stated.boundary or boundary_of(parts),
            allocation=describe(calculation, allocation, parts, result),
            sources=sources_of(parts),
            rules=_rules(stated),
            outbound_logistics=stated.outbound_logistics,
        ),
    )


def packaging_included(stated: CalculationInput) -> bool | None:
    """Packaging that is stated is in the total; else as the supplier says."""
    return True if stated.packaging else stated.packaging_included


def describe(
    calculation: Calculation, allocation: Allocation, parts: Sequence[Part], result: Result | None
) -> str:
    """How burdens were shared. Neither prices nor what follows from them is told."""
    stated = calculation.stated
    if allocation.reason is Reason.SUBSTITUTION:
        return describe_substitution(stated, parts, result)
    values = {
        "basis": basis_name(calculation, allocation.basis),
        "rule": f"{stated.rule_operator}: {stated.rule_name}",
        "share": format_percent(allocation.share, 2),
    }
    return str(filled(ALLOCATED[allocation.reason], **values))


def boundary_of(parts: Iterable[Part]) -> str:
    """Which stages the footprint covers, from the lines themselves."""
    present = {part.line.stage for part in parts} - {Stage.CREDIT}
    named = ", ".join(str(STAGES[stage]) for stage in Stage if stage in present)
    return str(filled(BOUNDARY, stages=named))


def sources_of(parts: Sequence[Part]) -> tuple[EmissionFactorSource, ...]:
    """Every data base of secondary data, and those that suppliers' footprints name."""
    named: dict[tuple[str, str], None] = {}
    for part in parts:
        named |= dict.fromkeys(_named_by(part))
    return tuple(EmissionFactorSource(name, version) for name, version in named)


def _named_by(part: Part) -> Iterable[tuple[str, str]]:
    pin, row = part.pin, part.row
    if part.line.factor.primary_data_share == 100 and part.line.measured:
        return ()
    if pin is not None:
        own = (pin.source, pin.version)
        said = pin.sources or ((str(SUPPLIERS_DATA), "PACT v3"),)
        return said if part.line.factor.data_type is DataType.PRIMARY else (own,)
    name = getattr(row, "source_name", "") or getattr(row, "upstream_source", "")
    return ((name or str(OWN_DATA), getattr(row, "source_version", "") or "–"),)


def _reports(parts: Iterable[Part]) -> tuple[str, ...]:
    sets = {name.partition("-")[0] for part in parts for name in part.gwp_sets}
    return tuple(sorted(sets | {"AR6"}))


def _mass(calculation: Calculation) -> Decimal:
    if calculation.declared_unit is DeclaredUnit.KILOGRAM:
        return Decimal(1)
    return calculation.mass_per_declared_unit or _NONE


def _capture(stated: CalculationInput) -> Capture:
    return Capture(
        stated.capture_included,
        stated.capture_origin or None,
        stated.ccu_carbon_content,
        stated.ccu_approach,
        stated.ccu_certification or None,
    )


def _rules(stated: CalculationInput) -> tuple[SectorRule, ...]:
    if stated.approach is not Approach.RULE:
        return ()
    known = {one.value: one for one in RuleOperator}
    operator = known.get(stated.rule_operator, RuleOperator.OTHER)
    other = stated.rule_operator if operator is RuleOperator.OTHER else None
    return (SectorRule(operator, (stated.rule_name,), other),)
