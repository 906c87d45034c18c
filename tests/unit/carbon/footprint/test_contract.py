"""The attribute table, the model and the protobuf contract say the same."""

import dataclasses
import re
from pathlib import Path

import pytest

from carbon.footprint.field_kinds import Kind, ObjectType, snake_case
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT

PROTO = Path(__file__).parents[4] / "proto/tierzero/supplier_portal/v1/footprint.proto"

# Attributes of the platform's own fact, and PACT's open-ended extensions, which do not travel.
FACT_ONLY = {"fact", "supplier_id", "product_id"}
WIRE_ONLY = {"id", "extensions"}


def proto_fields(message: str) -> set[str]:
    body = re.search(rf"^message {message} {{(.*?)^}}", PROTO.read_text(), re.M | re.S)
    assert body is not None
    return set(re.findall(r"^\s+[\w. ]+ (\w+) = \d+;", body[1], re.M))


@pytest.mark.parametrize("object_type", [PRODUCT_FOOTPRINT, CARBON_FOOTPRINT])
def test_the_table_has_exactly_the_models_attributes(object_type: ObjectType) -> None:
    attributes = {field.attribute for field in object_type.fields}
    model = object_type.model
    assert dataclasses.is_dataclass(model)
    assert attributes == {field.name for field in dataclasses.fields(model)}


def test_the_model_has_exactly_the_contracts_attributes() -> None:
    footprint = {field.name for field in dataclasses.fields(ProductFootprint)}
    assert footprint - WIRE_ONLY == proto_fields("Footprint") - FACT_ONLY
    pcf = {field.name for field in dataclasses.fields(CarbonFootprint)}
    assert pcf == proto_fields("CarbonFootprint")


def test_required_attributes_are_those_of_the_specification() -> None:
    required = [field.name for field in PRODUCT_FOOTPRINT.fields if field.required]
    inner = [field.name for field in CARBON_FOOTPRINT.fields if field.required]
    assert (len(required), len(inner)) == (10, 12)


def test_every_emission_has_a_unit() -> None:
    for field in CARBON_FOOTPRINT.fields:
        if field.kind is Kind.DECIMAL:
            assert field.unit, field.name


@pytest.mark.parametrize(
    ("wire", "contract"),
    [
        ("landManagementBiogenicCO2Emissions", "land_management_biogenic_co2_emissions"),
        ("biogenicNonCO2Emissions", "biogenic_non_co2_emissions"),
        ("technologicalDQR", "technological_dqr"),
        ("ccsTechnologicalCO2CaptureIncluded", "ccs_technological_co2_capture_included"),
        ("pcf", "pcf"),
    ],
)
def test_names(wire: str, contract: str) -> None:
    assert snake_case(wire) == contract
