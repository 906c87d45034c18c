"""What the attribute table can say about one attribute of the PACT data model."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any


class Kind(StrEnum):
    """How an attribute's JSON value is read and written."""

    TEXT = "text"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE_TIME = "date-time"
    UUID = "uuid"
    URN = "urn"
    URI = "uri"
    PATTERN = "pattern"
    CHOICE = "choice"
    OBJECT = "object"
    FREE_OBJECT = "free-object"


class Sign(StrEnum):
    """Which side of zero a decimal may be on."""

    ANY = "any"
    NON_NEGATIVE = "non-negative"
    NON_POSITIVE = "non-positive"
    POSITIVE = "positive"


class Requirement(StrEnum):
    """Level at which the specification or the methodology asks for an attribute."""

    SCHEMA = "required"
    SHALL = "SHALL"
    SHALL_2027 = "SHALL-2027"
    SHOULD = "SHOULD"
    MAY = "MAY"
    BIOGENIC = "BIO"
    BIOGENIC_2027 = "BIO-2027"
    CAPTURE_AND_STORAGE = "CCS"
    CAPTURE_AND_USE = "CCU"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class ObjectType:
    """A JSON object of the data model: the class that holds it and its attributes."""

    model: Callable[..., Any]
    fields: "tuple[Field, ...]"


@dataclass(frozen=True)
class Field:
    """One attribute: its wire name, how it is read, and what it must satisfy."""

    name: str
    kind: Kind
    requirement: Requirement = Requirement.OPTIONAL
    required: bool = False
    many: bool = False
    unit: str = ""
    sign: Sign = Sign.ANY
    bounds: tuple[Decimal, Decimal] | None = None
    pattern: str = ""
    choices: type[StrEnum] | None = None
    may_be_empty: bool = False
    object_type: ObjectType | None = None

    @cached_property
    def attribute(self) -> str:
        """The name in Python and protobuf, for example `biogenic_co2_uptake`."""
        return snake_case(self.name)


_WORDS = re.compile(r"[A-Z]+[0-9]+|[A-Z]+(?=[A-Z][a-z]|$)|[A-Z]?[a-z]+")


def snake_case(wire_name: str) -> str:
    """Turn a wire name into the contract's name: `biogenicCO2Uptake` → `biogenic_co2_uptake`."""
    return "_".join(word.lower() for word in _WORDS.findall(wire_name))
