"""The one table of attributes of PACT v3.0.4, from which reading and writing are driven.

Source: PACT technical specification v3.0.4, schemas ProductFootprint and CarbonFootprint, with the
decimal grammar of v3.0.3 that the later schema lost.
"""

from functools import partial

from carbon.footprint import model
from carbon.footprint.field_kinds import Field, Kind, ObjectType, Requirement
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT

_text = partial(Field, kind=Kind.TEXT)
_required_text = partial(_text, required=True, requirement=Requirement.SCHEMA)

EXTENSION = ObjectType(
    model.DataModelExtension,
    (
        _required_text("specVersion"),
        Field("dataSchema", Kind.URI, Requirement.SCHEMA, required=True),
        Field("documentation", Kind.URI),
        Field("data", Kind.FREE_OBJECT, Requirement.SCHEMA, required=True),
    ),
)

PRODUCT_FOOTPRINT = ObjectType(
    model.ProductFootprint,
    (
        Field("id", Kind.UUID, Requirement.SCHEMA, required=True),
        Field(
            "specVersion",
            Kind.PATTERN,
            Requirement.SCHEMA,
            required=True,
            pattern=r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9]{8})?",
        ),
        Field("precedingPfIds", Kind.UUID, Requirement.SHOULD, many=True),
        Field("created", Kind.DATE_TIME, Requirement.SCHEMA, required=True),
        Field(
            "status",
            Kind.CHOICE,
            Requirement.SCHEMA,
            required=True,
            choices=model.FootprintStatus,
        ),
        Field("validityPeriodStart", Kind.DATE_TIME),
        Field("validityPeriodEnd", Kind.DATE_TIME),
        _required_text("companyName"),
        Field("companyIds", Kind.URN, Requirement.SCHEMA, required=True, many=True),
        _required_text("productDescription", may_be_empty=True),
        Field("productIds", Kind.URN, Requirement.SCHEMA, required=True, many=True),
        _required_text("productNameCompany"),
        Field("productClassifications", Kind.URN, many=True),
        _text("comment", requirement=Requirement.SHOULD, may_be_empty=True),
        Field("pcf", Kind.OBJECT, Requirement.SCHEMA, required=True, object_type=CARBON_FOOTPRINT),
        Field("extensions", Kind.OBJECT, many=True, object_type=EXTENSION),
    ),
)
