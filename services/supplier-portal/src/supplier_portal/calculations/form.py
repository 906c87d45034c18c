"""A step's form: what was typed into the statement, and a statement into fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from carbon.decimals import format_decimal
from carbon.units import known_unit
from supplier_portal.products.identity import product_id
from tierzero.i18n import _, unit_symbol
from tierzero.problems import FieldProblem, field_problems
from tierzero.tabular.cells import CellFault, to_decimal
from tierzero.web import Submission
from tierzero.web.form_values import closed_up, nested

from .fieldset import FieldSpec, Step
from .offers import Offers
from .stated import SOURCED, CalculationInput


class StepForm(BaseModel):
    """Any field: what is right is decided by the statement."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True)
class Filled:
    """What a form states, or what is wrong with it, at the fields of the form."""

    stated: CalculationInput | None
    values: Mapping[str, Any]
    errors: tuple[FieldProblem, ...] = ()


def read_step(
    before: CalculationInput, step: Step, typed: Mapping[str, Any], offers: Offers
) -> Filled:
    """The statement with the step's fields as typed; all others stay."""
    values = without_empty_rows(step, typed)
    errors: list[FieldProblem] = []
    told = dict(_told(step, values, offers, errors))
    content = before.content()
    for name in _names(step):
        content.pop(name, None)
    content |= {name: value for name, value in nested(told).items() if name in _names(step)}
    if "standards" in told:
        content["standards"] = _listed(told["standards"])
    try:
        stated = CalculationInput.model_validate(content)
    except ValidationError as error:
        errors += field_problems(error.errors())
        stated = None
    return Filled(None if errors else stated, values, tuple(errors))


def form_of(stated: CalculationInput, step: Step, offers: Offers) -> Submission[Any]:
    """The step's fields filled in with what is stated."""
    content = stated.content()
    values: dict[str, Any] = {}
    for field in step.fields:
        values[field.name] = _shown(content.get(field.name))
    values |= {"standards": "; ".join(stated.standards)} if "standards" in values else {}
    for section in step.sections:
        for place, row in enumerate(content.get(section.name, ())):
            shown = {**row, **offers.typed(row)} if section.name in SOURCED else row
            for name, value in shown.items():
                path = f"{section.name}[{place}].{name}"
                values[path] = _typed(_spec(step, path), name, value)
    return Submission.of({name: value for name, value in values.items() if value != ""})


def without_empty_rows(step: Step, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, without rows in which nothing but the proposed choices stands."""
    defaults = {
        (section.name, field.name): field.default
        for section in step.sections
        for field in _fields(step, section.name)
        if field.default
    }
    filled = {
        name.rpartition(".")[0]
        for name, value in typed.items()
        if "[" in name and defaults.get((name.partition("[")[0], name.rpartition(".")[2])) != value
    }
    kept = {
        name: value
        for name, value in typed.items()
        if "[" not in name or name.rpartition(".")[0] in filled
    }
    return closed_up(kept)


def _told(
    step: Step, values: Mapping[str, Any], offers: Offers, errors: list[FieldProblem]
) -> Iterator[tuple[str, Any]]:
    for name, text in values.items():
        row, _dot, field = name.rpartition(".")
        try:
            if field == "product" and "[" in row:
                supplier, product = offers.product_of(text) or _own(offers, text)
                yield f"{row}.supplier_id", supplier
                yield f"{row}.product_id", product
            elif field == "factor" and "[" in row:
                yield f"{row}.factor_id", offers.factor_of(text)
            else:
                yield name, _plain(step, name, text)
        except CellFault as fault:
            errors.append(FieldProblem(name, fault.code, fault.message))


def _own(offers: Offers, text: str) -> tuple[str, str]:
    identity = product_id(offers.own_id, text)
    if identity not in offers.own_ids:
        said = _("Choose a product that is offered, or supplier id/product id.")
        raise CellFault("unknown-product", said)
    return offers.own_id, identity


def _plain(step: Step, name: str, text: Any) -> Any:
    spec = _spec(step, name)
    if spec is None or spec.widget != "decimal":
        return text
    return format_decimal(to_decimal(str(text)))


def _spec(step: Step, name: str) -> FieldSpec | None:
    section, bracket, _rest = name.partition("[")
    known = _fields(step, section if bracket else "")
    return next((one for one in known if one.name == name.rpartition(".")[2]), None)


def _fields(step: Step, section: str) -> tuple[FieldSpec, ...]:
    if not section:
        return step.fields
    found = next((one for one in step.sections if one.name == section), None)
    return (*found.fields, *found.further) if found else ()


def _names(step: Step) -> set[str]:
    return {field.name for field in step.fields} | {one.name for one in step.sections}


def _listed(text: Any) -> list[str]:
    unified = str(text).replace("；", ";").replace(",", ";")
    return [part.strip() for part in unified.split(";") if part.strip()]


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _typed(spec: FieldSpec | None, name: str, value: Any) -> Any:
    """As it would be typed: a unit by its symbol, in the caller's language."""
    is_typed = spec is None or spec.widget != "select"
    if not is_typed or name not in ("unit", "value_unit") or not value:
        return _shown(value)
    symbol = str(unit_symbol(value))
    return symbol if known_unit(symbol) else value
