"""Comparisons in words and as a waterfall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from carbon.baseyear import Trigger
from carbon.quantum import to_kilograms
from carbon.restatements import TRIGGER_TEXTS, describe_cause
from carbon.scope3.category_names import category_names
from carbon.units import known_unit
from procurement.methods import METHOD_NAMED, METHODS
from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.i18n import Text, _, current_language, format_emissions, unit_symbol
from tierzero.web import Chart, waterfall_chart

EFFECTS: Sequence[tuple[str, Text]] = (
    ("recalculation", _("Recalculation")),
    ("volume", _("Volume")),
    ("mix", _("Mix")),
    ("intensity", _("Intensity")),
)
"""In the order in which they lead from the base year to the current one."""

RECALCULATED: Mapping[str, Text] = {
    "method-differs": _("another method"),
    "gwp-set-differs": _("another set of global warming potentials"),
    "factor-set-differs": _("another set of emission factors"),
    "spend-based": _("spend in both years: prices move it, not suppliers"),
    "volume-unknown": _("no quantity that both years share"),
    "primary-data-share-jumped": _("much more or less primary data"),
}


@dataclass(frozen=True)
class Row:
    """A part of both years; amounts in kilograms of CO2e."""

    name: str | Text
    base: Decimal
    current: Decimal
    effects: Sequence[Decimal]
    about: str = ""
    notes: Sequence[str | Text] = ()
    volumes: tuple[str, str, str] = ("", "", "")

    @property
    def change(self) -> Decimal:
        """Current minus base; the effects add up to it exactly."""
        return self.current - self.base


def kilograms(amount: Any) -> Decimal:
    """An amount of the contract, kgCO2e."""
    return to_kilograms(int(amount.digits or "0"))


def whole_row(found: contract.CompareYearsResponse) -> Row:
    """Both years as a whole."""
    return _row(
        _("All categories that count"), found.base_total, found.current_total, found.effects
    )


def category_rows(found: contract.CompareYearsResponse) -> list[Row]:
    """By category, in order."""
    return [
        _row(_numbered(one.category), one.base, one.current, one.effects)
        for one in found.categories
    ]


def supplier_rows(found: contract.CompareYearsResponse, names: Mapping[str, str]) -> list[Row]:
    """By supplier, those that changed most first."""
    rows = [
        _row(
            names.get(one.supplier_id, one.supplier_id) or _("Without a supplier"),
            one.base,
            one.current,
            one.effects,
        )
        for one in found.suppliers
    ]
    return sorted(rows, key=lambda row: -sum(map(abs, row.effects)))


def flow_rows(
    found: contract.CompareYearsResponse, names: Mapping[str, str], products: Mapping[str, str]
) -> list[Row]:
    """By supplier and product, those that changed most first."""
    return [_flow_row(flow, names, products) for flow in found.flows]


def _flow_row(
    flow: contract.ComparedFlow, names: Mapping[str, str], products: Mapping[str, str]
) -> Row:
    goods = products.get(flow.product_id) or flow.description or flow.product_id
    supplier = names.get(flow.supplier_id, flow.supplier_id)
    return _row(
        goods or _numbered(flow.category),
        flow.base,
        flow.current,
        flow.effects,
        about=" · ".join(part for part in (supplier, _numbered(flow.category)) if part),
        notes=[RECALCULATED.get(code, code) for code in flow.recalculated],
        volumes=(flow.base_volume or "0", flow.current_volume or "0", _symbol(flow.unit)),
    )


def _symbol(unit: str) -> str:
    return str(unit_symbol(unit)) if known_unit(unit) else unit


def _row(name: str | Text, base: Any, current: Any, effects: Any, **more: Any) -> Row:
    amounts = [kilograms(getattr(effects, effect)) for effect, _title in EFFECTS]
    return Row(name, kilograms(base), kilograms(current), amounts, **more)


def waterfall(row: Row, base_year: int, current_year: int) -> Chart:
    """How the base year's total became the current one."""
    unit = Decimal(1000)
    steps = [
        (title, amount / unit) for (_name, title), amount in zip(EFFECTS, row.effects, strict=True)
    ]
    return waterfall_chart(
        _("From {base} to {current}", base=base_year, current=current_year),
        steps,
        start=(str(base_year), row.base / unit),
        end=str(current_year),
        unit=_("t CO₂e"),
        summary=_(
            "{before} became {after}; only the intensity effect is progress.",
            before=format_emissions(row.base),
            after=format_emissions(row.current),
        ),
        identifier="effects",
    )


@dataclass(frozen=True)
class ShownCause:
    """A reason with its effect in kilograms of CO2e."""

    reason: str
    effect: Decimal
    lines: int
    facts: Sequence[str]


@dataclass(frozen=True)
class ShownRevision:
    """A revision as the page lists it; amounts in kilograms of CO2e."""

    number: int
    at: datetime
    total: Decimal
    change: Decimal
    causes: Sequence[ShownCause]
    restates: datetime | None


def shown_revisions(found: Iterable[contract.Revision]) -> list[ShownRevision]:
    """Revisions with their reasons in the caller's language."""
    return [_shown_revision(one) for one in found]


def _shown_revision(one: contract.Revision) -> ShownRevision:
    inventory, why = one.inventory, one.inventory.restatement
    restates = one.restates_report_of if one.HasField("restates_report_of") else None
    return ShownRevision(
        number=inventory.fact.version,
        at=inventory.fact.recorded_at.ToDatetime(UTC),
        total=kilograms(inventory.total),
        change=kilograms(inventory.total) - kilograms(why.total_before),
        causes=[
            ShownCause(
                describe_cause(cause.code, current_language()),
                kilograms(cause.effect),
                cause.line_count,
                [f"{fact.kind} {fact.id} v{fact.version}" for fact in cause.facts],
            )
            for cause in why.causes
        ],
        restates=restates.ToDatetime(UTC) if restates else None,
    )


def shown_changes(
    changes: Iterable[contract.BaseYearChange],
) -> list[tuple[str, str, str, Decimal]]:
    """Trigger, category, reason and effect in kilograms, in words."""
    return [
        (
            _trigger(one.trigger),
            str(_numbered(one.category)),
            describe_cause(one.reason, current_language()),
            kilograms(one.effect),
        )
        for one in changes
    ]


def _trigger(code: str) -> str:
    known = code in Trigger.__members__.values()
    return TRIGGER_TEXTS[Trigger(code)].in_language(current_language()) if known else code


def _numbered(category: int) -> str:
    name = category_names(current_language()).get(category, "")
    return f"{category} {name}".rstrip()


def worded(names: str) -> str:
    """Methods among comma-separated names by what people call them; nothing is a dash."""
    return ", ".join(_called(name) for name in names.split(", ")) or "–"


def _called(name: str) -> str:
    method = METHOD_NAMED.get(name)
    return name if method is None else str(METHODS[method][1])
