"""gRPC calls carry who asks and in which language, and answer with rich problems."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import grpc
import grpc.aio
import pytest
from google.protobuf.wrappers_pb2 import StringValue
from google.rpc import error_details_pb2
from grpc_health.v1 import _async, health_pb2, health_pb2_grpc
from grpc_status import rpc_status
from tests_support import NOW, Token

from tierzero.i18n import _, load_catalogs
from tierzero.identity import (
    KeyPair,
    ServerIdentity,
    metadata_for,
    read_verification_keys,
    rpc_principal,
)
from tierzero.problems import FieldProblem, invalid, problem_from_rpc_error

Channel = Any


async def answer(request: StringValue, context: Any) -> StringValue:
    if request.value == "broken":
        raise RuntimeError("secret of the inside")
    if request.value == "aborted":
        await context.abort(grpc.StatusCode.OUT_OF_RANGE, "as the service says")
    if request.value != "fine":
        raise invalid([FieldProblem("footprint.pcf", "required", _("This field is required."))])
    return StringValue(value=rpc_principal().organization_id)


async def answers(request: StringValue, context: Any) -> AsyncIterator[StringValue]:
    yield await answer(StringValue(value="fine"), context)
    yield await answer(request, context)


def handlers() -> grpc.GenericRpcHandler:
    codec = (StringValue.FromString, StringValue.SerializeToString)
    return grpc.method_handlers_generic_handler(
        "sample.Sample",
        {
            "One": grpc.unary_unary_rpc_method_handler(answer, *codec),
            "Many": grpc.unary_stream_rpc_method_handler(answers, *codec),
        },
    )


@pytest.fixture
async def channel(keys: KeyPair) -> AsyncIterator[Channel]:
    public = read_verification_keys(keys.verification_key)
    identity = ServerIdentity(public, lambda: NOW, load_catalogs("tierzero"))
    server = grpc.aio.server(interceptors=[identity])
    server.add_generic_rpc_handlers([handlers()])
    health_pb2_grpc.add_HealthServicer_to_server(_async.HealthServicer(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as opened:
        yield opened
    await server.stop(None)


async def one(channel: Channel, value: str, metadata: Any) -> str:
    call = channel.unary_unary(
        "/sample.Sample/One", StringValue.SerializeToString, StringValue.FromString
    )
    return (await call(StringValue(value=value), metadata=metadata)).value


async def refusal(channel: Channel, value: str, metadata: Any) -> grpc.aio.AioRpcError:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await one(channel, value, metadata)
    return caught.value


async def test_the_caller_s_organization_arrives(channel: Channel, token: Token) -> None:
    assert await one(channel, "fine", metadata_for(token("buyer"), "en")) == "organization-1"


async def test_without_a_valid_token_nothing_is_answered(channel: Channel, token: Token) -> None:
    old = token("buyer", now=NOW - timedelta(days=2))
    for text in (None, "x.y.z", old):
        error = await refusal(channel, "fine", metadata_for(text, "en"))
        assert error.code() == grpc.StatusCode.UNAUTHENTICATED


async def test_a_problem_arrives_with_fields_in_the_caller_s_language(
    channel: Channel, token: Token
) -> None:
    error = await refusal(channel, "wrong", metadata_for(token("buyer"), "zh-CN"))
    assert error.code() == grpc.StatusCode.INVALID_ARGUMENT
    status = rpc_status.from_call(error)  # pyright: ignore[reportArgumentType]
    assert status
    info, bad_request = error_details_pb2.ErrorInfo(), error_details_pb2.BadRequest()
    assert status.details[0].Unpack(info)
    assert status.details[1].Unpack(bad_request)
    assert (info.reason, info.domain) == ("INVALID_INPUT", "tierzero")
    violation = bad_request.field_violations[0]
    assert (violation.field, violation.reason) == ("footprint.pcf", "REQUIRED")
    assert violation.description == "此项必填。"


async def test_the_calling_service_gets_the_same_problem_back(
    channel: Channel, token: Token
) -> None:
    error = await refusal(channel, "wrong", metadata_for(token("buyer"), "en"))
    problem = problem_from_rpc_error(error)
    assert (problem.status, problem.code) == (422, "invalid-input")
    assert [(one.path, one.code, str(one.message)) for one in problem.errors] == [
        ("footprint.pcf", "required", "This field is required.")
    ]


async def test_an_unexpected_error_tells_nothing_of_the_inside(
    channel: Channel, token: Token
) -> None:
    error = await refusal(channel, "broken", metadata_for(token("buyer"), "en"))
    assert error.code() == grpc.StatusCode.INTERNAL
    assert "secret" not in str(error.details())


async def test_what_a_service_aborts_itself_stays(channel: Channel, token: Token) -> None:
    error = await refusal(channel, "aborted", metadata_for(token("buyer"), "en"))
    assert (error.code(), error.details()) == (
        grpc.StatusCode.OUT_OF_RANGE,
        "as the service says",
    )


async def test_streams_are_guarded_alike(channel: Channel, token: Token) -> None:
    call = channel.unary_stream(
        "/sample.Sample/Many", StringValue.SerializeToString, StringValue.FromString
    )
    stream = call(StringValue(value="wrong"), metadata=metadata_for(token("buyer"), "en"))
    assert (await stream.read()).value == "organization-1"
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await stream.read()
    assert problem_from_rpc_error(caught.value).code == "invalid-input"


async def test_probes_need_no_token(channel: Channel) -> None:
    stub = health_pb2_grpc.HealthStub(channel)
    response = await stub.Check(health_pb2.HealthCheckRequest())
    assert response.status == health_pb2.HealthCheckResponse.SERVING


async def test_a_service_that_is_away_is_a_503_for_people() -> None:
    async with grpc.aio.insecure_channel("127.0.0.1:1") as nowhere:
        error = await refusal(nowhere, "fine", metadata_for(None, "en"))
    problem = problem_from_rpc_error(error)
    assert problem.status == 503
    assert "127.0.0.1" not in str(problem.detail)
