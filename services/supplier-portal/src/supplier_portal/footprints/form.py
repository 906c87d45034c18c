"""The footprint form: field names are paths of the PACT document, values are what people type."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict

from carbon.decimals import format_decimal
from carbon.footprint.field_kinds import Kind
from carbon.footprint.model import RuleOperator
from carbon.footprint.writing import format_time
from supplier_portal.products.service import Product
from tierzero.problems import FieldProblem
from tierzero.tabular.cells import CellFault, to_date, to_decimal

from .attributes import ATTRIBUTES, Attribute

SPECIFICATION = "3.0.0"
SOURCES = "pcf.secondaryEmissionFactorSources"
RULES = "pcf.productOrSectorSpecificRules"
LAST_DAYS = frozenset({"referencePeriodEnd"})
"""Ends that people state as the last day, and PACT as the moment after it."""
_DAY = timedelta(days=1)
_TEXTS = ("productDescription", "comment")


class FootprintForm(BaseModel):
    """Any field: what is right is decided by the attribute table."""

    model_config = ConfigDict(extra="allow")


@dataclass(frozen=True)
class Issuer:
    """What a footprint states of its owner."""

    name: str
    company_ids: Sequence[str]


@dataclass(frozen=True)
class Draft:
    """The document that a form states, and what could not be read in it."""

    document: dict[str, Any] = field(hash=False)
    errors: tuple[FieldProblem, ...]


def draft_of(values: Mapping[str, Any], product: Product, issuer: Issuer, now: datetime) -> Draft:
    """A PACT document of what was typed; fields left empty are absent."""
    errors: list[FieldProblem] = []
    pcf: dict[str, Any] = {}
    for attribute in ATTRIBUTES:
        typed = str(values.get(f"pcf.{attribute.path}", "")).strip()
        if typed:
            _put(pcf, attribute, typed, errors)
    pcf |= _lists(values)
    texts = {name: str(values[name]) for name in _TEXTS if values.get(name)}
    validity = dict(_validity(values, errors))
    document = {**document_about(product, issuer, now), **texts, **validity, "pcf": pcf}
    if preceding := values.get("precedingPfIds"):
        document["precedingPfIds"] = [str(preceding)]
    return Draft(document, tuple(errors))


def document_about(product: Product, issuer: Issuer, now: datetime) -> dict[str, Any]:
    """All of a new document but its carbon footprint."""
    about = {
        "id": str(uuid.uuid4()),
        "specVersion": SPECIFICATION,
        "created": format_time(now.replace(microsecond=0)),
        "status": "Active",
        "companyName": issuer.name,
        "companyIds": list(issuer.company_ids),
        "productDescription": product.description,
        "productIds": list(product.product_ids),
        "productNameCompany": product.name,
        "productClassifications": list(product.product_classifications) or None,
    }
    return {name: value for name, value in about.items() if value is not None}


def _put(pcf: dict[str, Any], attribute: Attribute, typed: str, errors: list[FieldProblem]) -> None:
    target = pcf
    *outer, name = attribute.path.split(".")
    for step in outer:
        target = target.setdefault(step, {})
    try:
        target[name] = _value(attribute, typed)
    except CellFault as fault:
        errors.append(FieldProblem(f"pcf.{attribute.path}", fault.code, fault.message))


def _value(attribute: Attribute, typed: str) -> Any:
    if attribute.field.many:
        return split(typed)
    match attribute.field.kind:
        case Kind.DECIMAL:
            return format_decimal(to_decimal(typed))
        case Kind.DATE_TIME:
            return _moment(to_date(typed), attribute.path)
        case Kind.BOOLEAN:
            return typed == "true"
        case _:
            return typed


def _moment(day: date, name: str) -> str:
    following = day + _DAY if name in LAST_DAYS else day
    return format_time(datetime(following.year, following.month, following.day, tzinfo=UTC))


def _validity(values: Mapping[str, Any], errors: list[FieldProblem]) -> Iterator[tuple[str, str]]:
    for name in ("validityPeriodStart", "validityPeriodEnd"):
        if not values.get(name):
            continue
        try:
            yield name, _moment(to_date(str(values[name])), name)
        except CellFault as fault:
            errors.append(FieldProblem(name, fault.code, fault.message))


def _lists(values: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if sources := [_source(line) for line in _lines(values.get(SOURCES))]:
        found["secondaryEmissionFactorSources"] = sources
    if rules := [_rule(line) for line in _lines(values.get(RULES))]:
        found["productOrSectorSpecificRules"] = rules
    return found


def _source(line: str) -> dict[str, str]:
    name, _separator, version = line.rpartition(" ")
    return {"name": name.strip() or version, "version": version if name.strip() else ""}


def _rule(line: str) -> dict[str, Any]:
    operator, _separator, names = line.partition(":")
    known = operator.strip() in [one.value for one in RuleOperator]
    rule: dict[str, Any] = {"ruleNames": split(names)}
    if known:
        return {"operator": operator.strip(), **rule}
    return {"operator": RuleOperator.OTHER.value, "otherOperatorName": operator.strip(), **rule}


def split(text: str) -> list[str]:
    """Several values typed in one field, separated by commas or semicolons."""
    unified = text.replace("；", ";").replace("，", ";").replace(",", ";")
    return [part.strip() for part in unified.split(";") if part.strip()]


def _lines(text: object) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
