"""The attributes of a CarbonFootprint that hold one value, as forms and files offer them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from carbon.footprint.field_kinds import Field, Kind, Requirement, Sign
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT

from .labels import PCF_LABELS, Label

_OF_OBJECTS = frozenset({"dqi", "verification"})
_BOUNDS: dict[Sign, tuple[Decimal | None, Decimal | None]] = {
    Sign.ANY: (None, None),
    Sign.NON_NEGATIVE: (Decimal(0), None),
    Sign.POSITIVE: (None, None),
    Sign.NON_POSITIVE: (None, Decimal(0)),
}


@dataclass(frozen=True)
class Attribute:
    """One attribute: its path below ``pcf``, its row in carbon's table, its label.

    ``column`` is its name in files: the contract's name, ``dqi.temporalDQR`` → ``temporal_dqr``.
    """

    path: str
    field: Field
    label: Label
    column: str

    @property
    def is_required(self) -> bool:
        """Whether no footprint can do without it; parts of optional objects are never."""
        return self.field.required and "." not in self.path

    @property
    def minimum(self) -> Decimal | None:
        """Least number allowed."""
        return self.field.bounds[0] if self.field.bounds else _BOUNDS[self.field.sign][0]

    @property
    def maximum(self) -> Decimal | None:
        """Largest number allowed."""
        return self.field.bounds[1] if self.field.bounds else _BOUNDS[self.field.sign][1]

    @property
    def above(self) -> Decimal | None:
        """Number that must be exceeded."""
        return Decimal(0) if self.field.sign is Sign.POSITIVE else None


def _attributes() -> Iterator[Attribute]:
    for field in CARBON_FOOTPRINT.fields:
        if field.object_type is None:
            yield Attribute(field.name, field, PCF_LABELS[field.name], field.attribute)
        elif field.name in _OF_OBJECTS:
            for inner in field.object_type.fields:
                path = f"{field.name}.{inner.name}"
                prefix = "verification_" if field.name == "verification" else ""
                yield Attribute(path, inner, PCF_LABELS[path], prefix + inner.attribute)


ATTRIBUTES: tuple[Attribute, ...] = tuple(_attributes())
"""In the specification's order; lists of objects are not among them."""

BY_PATH = {attribute.path: attribute for attribute in ATTRIBUTES}


def is_core(attribute: Attribute) -> bool:
    """Whether a footprint cannot do without it, or the methodology asks for it of everyone."""
    asked = (Requirement.SCHEMA, Requirement.SHALL)
    of_data_quality = attribute.path.startswith("dqi.")
    return attribute.is_required or of_data_quality or attribute.field.requirement in asked


def is_number(attribute: Attribute) -> bool:
    """Whether it holds a decimal."""
    return attribute.field.kind is Kind.DECIMAL
