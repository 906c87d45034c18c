"""The verdict before submitting, over gRPC: nothing is stored."""

import uuid
from collections.abc import Callable
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from portal_stand_in import footprint_fact

from tierzero.identity import metadata_for
from tierzero.problems import problem_from_rpc_error
from tierzero.procurement.v1 import limit_pb2
from tierzero.procurement.v1.verdict_service_pb2 import PreviewVerdictsRequest
from tierzero.procurement.v1.verdict_service_pb2_grpc import VerdictServiceStub

Eventually = Callable[..., Any]


@pytest.fixture
def limited(world: Any, buyer: str, supplier: str, eventually: Eventually) -> str:
    """A product of the supplier with a class limit of its buyer."""
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    world.portal.product(supplier, product_id)
    terms = {
        "product_classification": "urn:naics:3252",
        "declared_unit": "kilogram",
        "maximum": "2",
        "valid_from": "2026-01-01",
    }
    with world.client(buyer) as client:
        eventually(
            lambda: client.get(f"/api/v1/products?supplier_id={supplier}").json()["products"]
        )
        assert client.post("/api/v1/limits", json=terms).status_code == 201
    return product_id


def preview(
    world: Any, organization_id: str, draft: Any, *roles: str, language: str = "en"
) -> list[Any]:
    """Ask about a draft as somebody of an organization."""
    token = world.token(organization_id, *(roles or ("supplier",)))
    with grpc.insecure_channel(world.grpc) as channel:
        stub = VerdictServiceStub(channel)
        request = PreviewVerdictsRequest(footprint=draft)
        answer = stub.PreviewVerdicts(request, metadata=metadata_for(token, language), timeout=10)
    return list(answer.assessments)


@pytest.mark.parametrize(
    ("value", "verdict"), [("1.5", limit_pb2.VERDICT_PASS), ("2.5", limit_pb2.VERDICT_FAIL)]
)
def test_a_draft_gets_its_verdict_and_leaves_no_trace(
    world: Any, buyer: str, supplier: str, limited: str, value: str, verdict: int
) -> None:
    draft = footprint_fact(supplier, limited, value)
    draft.ClearField("fact")
    draft.ClearField("created")
    (found,) = preview(world, supplier, draft)
    assert (found.verdict, found.value, found.buyer_id) == (verdict, value, buyer)
    stored = world.database.assessments.find_one({"product_id": limited})
    assert stored["verdict"] == "no_data"
    assert world.database.catalogue_footprints.count_documents({"product_id": limited}) == 0


def test_a_product_not_yet_known_is_assessed_by_its_classes(
    world: Any, supplier: str, limited: str
) -> None:
    draft = footprint_fact(supplier, "", "2.5")
    assert [one.verdict for one in preview(world, supplier, draft)] == [limit_pb2.VERDICT_FAIL]
    draft.product_classifications[:] = ["urn:naics:111"]
    assert preview(world, supplier, draft) == []


def test_a_draft_that_breaks_the_data_model_is_refused_by_path(
    world: Any, supplier: str, limited: str
) -> None:
    draft = footprint_fact(supplier, limited, "one")
    with pytest.raises(grpc.RpcError) as caught:
        preview(world, supplier, draft, language="zh-CN")
    problem = problem_from_rpc_error(caught.value)
    assert problem.status == 422
    paths = {error.path for error in problem.errors}
    assert "footprint.pcf.pcfExcludingBiogenicUptake" in paths


def test_nobody_asks_for_another_organization_or_without_a_token(
    world: Any, supplier: str, limited: str
) -> None:
    draft = footprint_fact(supplier, limited, "1")
    with pytest.raises(grpc.RpcError) as foreign:
        preview(world, str(uuid.uuid4()), draft)
    with pytest.raises(grpc.RpcError) as buying:
        preview(world, supplier, draft, "partner")
    request = PreviewVerdictsRequest(footprint=draft)
    with grpc.insecure_channel(world.grpc) as channel, pytest.raises(grpc.RpcError) as nameless:
        VerdictServiceStub(channel).PreviewVerdicts(request, timeout=10)
    assert foreign.value.code() is grpc.StatusCode.PERMISSION_DENIED
    assert buying.value.code() is grpc.StatusCode.PERMISSION_DENIED
    assert nameless.value.code() is grpc.StatusCode.UNAUTHENTICATED


def test_health_and_reflection_answer_without_a_token(world: Any) -> None:
    with grpc.insecure_channel(world.grpc) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        answer = health.Check(health_pb2.HealthCheckRequest(), timeout=10)
        reflecting = reflection_pb2_grpc.ServerReflectionStub(channel)
        request = reflection_pb2.ServerReflectionRequest(list_services="")
        listed = next(iter(reflecting.ServerReflectionInfo(iter([request]), timeout=10)))
    assert answer.status == health_pb2.HealthCheckResponse.SERVING
    names = {service.name for service in listed.list_services_response.service}
    assert "tierzero.procurement.v1.VerdictService" in names
