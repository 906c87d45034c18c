"""The form filled in with what is known: the product, or the footprint that is to be replaced."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from carbon.decimals import format_decimal
from carbon.footprint.field_kinds import Kind
from carbon.units import DeclaredUnit
from supplier_portal.products.service import Product
from tierzero.web import Submission

from .attributes import ATTRIBUTES, Attribute
from .form import LAST_DAYS, RULES, SOURCES
from .model import IssuedFootprint

_MOMENT = timedelta(microseconds=1)


def blank_form(product: Product, country: str, subdivision: str) -> Submission[Any]:
    """What follows from the product alone."""
    mass = product.mass_per_declared_unit
    if mass is None and product.declared_unit is DeclaredUnit.KILOGRAM:
        known_mass = "1"
    else:
        known_mass = None if mass is None else format_decimal(mass)
    return Submission.of(
        {
            "pcf.declaredUnitOfMeasurement": product.declared_unit.value,
            "pcf.declaredUnitAmount": "1",
            "pcf.productMassPerDeclaredUnit": known_mass,
            "pcf.geographyCountry": None if subdivision else country or None,
            "pcf.geographyCountrySubdivision": subdivision or None,
            "pcf.ipccCharacterizationFactors": "AR6",
            "pcf.exemptedEmissionsPercent": "0",
        }
    )


def successor_form(preceding: IssuedFootprint) -> Submission[Any]:
    """The values of an issued footprint, for the one that is to take its place."""
    return Submission.of({**typed_values(preceding.document), "precedingPfIds": preceding.id})


def typed_values(document: Mapping[str, Any]) -> dict[str, Any]:
    """A PACT document as it would have been typed."""
    values: dict[str, Any] = dict(_typed(document["pcf"]))
    for name in ("productDescription", "comment"):
        values[name] = document.get(name)
    return values


def calculated_form(pcf: Mapping[str, Any], preceding: str, lineage: str) -> Submission[Any]:
    """The values of a calculation's result; `lineage` names it, with its version."""
    values: dict[str, Any] = dict(_typed(pcf))
    return Submission.of({**values, "precedingPfIds": preceding or None, "calculation": lineage})


def _typed(pcf: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for attribute in ATTRIBUTES:
        value: Any = pcf
        for step in attribute.path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if value is not None:
            yield f"pcf.{attribute.path}", _text(attribute, value)
    sources = pcf.get("secondaryEmissionFactorSources", ())
    yield SOURCES, "\n".join(f"{one['name']} {one['version']}" for one in sources)
    rules = pcf.get("productOrSectorSpecificRules", ())
    yield RULES, "\n".join(map(_rule_line, rules))


def _text(attribute: Attribute, value: Any) -> str:
    if attribute.field.many:
        return "; ".join(value)
    if attribute.field.kind is Kind.BOOLEAN:
        return "true" if value else "false"
    if attribute.field.kind is Kind.DATE_TIME:
        moment = datetime.fromisoformat(value)
        day = moment - _MOMENT if attribute.path in LAST_DAYS else moment
        return day.date().isoformat()
    return str(value)


def _rule_line(rule: Mapping[str, Any]) -> str:
    operator = rule.get("otherOperatorName") or rule["operator"]
    return f"{operator}: {'; '.join(rule['ruleNames'])}"
