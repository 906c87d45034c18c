"""How the attributes of a footprint are laid out for people: in groups, the needed ones first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carbon.footprint.field_kinds import Kind
from carbon.units import DeclaredUnit
from tierzero.i18n import Text, _, literal, unit_name

from .attributes import ATTRIBUTES, Attribute, is_core
from .labels import EMISSION_LABELS, METHOD_LABELS, NESTED_LABELS, SPECIAL_LABELS, UNIT_LABELS

_TITLES: Mapping[str, Text] = {
    "unit": _("Unit, period and place"),
    "emissions": _("Emissions and carbon"),
    "special": _("Packaging, logistics, carbon capture"),
    "method": _("Method and data quality"),
    "verification": _("Verification"),
}
_GEOGRAPHY = frozenset({"geographyCountry", "geographyCountrySubdivision"})
PROVINCE = "pcf.geographyCountrySubdivision"
_UNITS = {"kgCO2e": "kg CO₂e", "m2·year": "m²·a"}
_PROSE = frozenset(
    {
        "boundaryProcessesDescription",
        "technologicalCO2CaptureOrigin",
        "exemptedEmissionsDescription",
        "allocationRulesDescription",
        "verification.comments",
    }
)


@dataclass(frozen=True)
class Input:
    """One field of the form."""

    attribute: Attribute
    widget: str
    """``decimal``, ``date``, ``select``, ``province``, ``textarea`` or ``text``."""
    unit: Text | None
    options: tuple[tuple[str, Text], ...] = ()

    @property
    def name(self) -> str:
        """The field's name: the path in the document."""
        return f"pcf.{self.attribute.path}"


@dataclass(frozen=True)
class Group:
    """Fields that belong together."""

    key: str
    title: Text
    inputs: tuple[Input, ...]


def core_groups() -> Sequence[Group]:
    """What every footprint states or is asked for."""
    return _grouped(lambda one: is_core(one) or one.path in _GEOGRAPHY)


def further_groups() -> Sequence[Group]:
    """All other attributes."""
    return _grouped(lambda one: not is_core(one) and one.path not in _GEOGRAPHY)


def shown_groups(pcf: Mapping[str, Any]) -> Iterator[tuple[Text, list[tuple[Input, Any]]]]:
    """The attributes that a document states, by group."""
    for group in _grouped(lambda _one: True):
        stated = [(one, value) for one in group.inputs if (value := _at(pcf, one)) is not None]
        if stated:
            yield group.title, stated


def _grouped(wanted: Any) -> list[Group]:
    groups: dict[str, list[Input]] = {}
    for attribute in ATTRIBUTES:
        if wanted(attribute):
            groups.setdefault(_group_of(attribute), []).append(_input(attribute))
    return [Group(key, _TITLES[key], tuple(groups[key])) for key in _TITLES if key in groups]


def _group_of(attribute: Attribute) -> str:
    if attribute.path.startswith("verification."):
        return "verification"
    tables = {"unit": UNIT_LABELS, "emissions": EMISSION_LABELS, "special": SPECIAL_LABELS}
    known = {"method": {**METHOD_LABELS, **NESTED_LABELS}, **tables}
    return next(key for key, labels in known.items() if attribute.path in labels)


def _input(attribute: Attribute) -> Input:
    field = attribute.field
    unit = literal(_UNITS.get(field.unit, field.unit)) if field.unit else None
    if field.choices:
        return Input(attribute, "select", unit, tuple(_options(field.choices)))
    if field.kind is Kind.BOOLEAN:
        return Input(attribute, "select", unit, (("true", _("Yes")), ("false", _("No"))))
    return Input(attribute, _widget(attribute), unit)


def _widget(attribute: Attribute) -> str:
    if f"pcf.{attribute.path}" == PROVINCE:
        return "province"
    if attribute.path in _PROSE:
        return "textarea"
    return {Kind.DECIMAL: "decimal", Kind.DATE_TIME: "date"}.get(attribute.field.kind, "text")


def _options(choices: Any) -> Iterator[tuple[str, Text]]:
    for choice in choices:
        name = unit_name(choice.value) if choices is DeclaredUnit else literal(choice.value)
        yield choice.value, name


def _at(pcf: Mapping[str, Any], field: Input) -> Any:
    value: Any = pcf
    for step in field.attribute.path.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
