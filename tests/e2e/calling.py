"""Every gRPC method that a server tells of by reflection, called with what was planted."""

from collections.abc import Iterator
from typing import Any

import grpc
from google.protobuf import message_factory
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.descriptor_pool import DescriptorPool
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import (
    ProtoReflectionDescriptorDatabase,
)
from planting import YEAR, Planted

_OWN = ("grpc.health", "grpc.reflection")
_PAGES = ("page_size", "page_token", "method", "comparability", "most_flows")
"""What narrows an answer and names nothing."""


def answers(address: str, token: str | None, planted: Planted) -> Iterator[tuple[str, str]]:
    """Method → its answers as text, refusals too."""
    metadata = (("authorization", f"Bearer {token}"),) if token else ()
    with grpc.insecure_channel(address) as channel:
        for method in _methods(channel):
            name = f"/{method.containing_service.full_name}/{method.name}"
            reply = message_factory.GetMessageClass(method.output_type)
            call = channel.unary_unary(
                name,
                request_serializer=lambda one: one.SerializeToString(),
                response_deserializer=reply.FromString,
            )
            for request in _requests(method.input_type, planted):
                try:
                    yield name, str(call(request, metadata=metadata, timeout=60))
                except grpc.RpcError as error:
                    yield name, str(error)


def unclassified(address: str, planted: Planted) -> set[tuple[str, str]]:
    """Fields of requests that nobody has said how to fill."""
    known = {*_values(planted, 0), *_PAGES}
    with grpc.insecure_channel(address) as channel:
        return {
            (method.full_name, field.name)
            for method in _methods(channel)
            for field in method.input_type.fields
            if field.type != FieldDescriptor.TYPE_MESSAGE and field.name not in known
        }


def _methods(channel: grpc.Channel) -> list[Any]:
    database = ProtoReflectionDescriptorDatabase(channel)
    pool = DescriptorPool(database)
    names = [one for one in database.get_services() if not one.startswith(_OWN)]
    return [method for name in names for method in pool.FindServiceByName(name).methods]


def _requests(kind: Any, planted: Planted) -> Iterator[Any]:
    for turn in range(2):
        request = message_factory.GetMessageClass(kind)()
        _fill(request, _values(planted, turn))
        yield request


def _fill(message: Any, values: dict[str, Any]) -> None:
    for field in message.DESCRIPTOR.fields:
        if field.type == FieldDescriptor.TYPE_MESSAGE and not field.is_repeated:
            _fill(getattr(message, field.name), values)
        elif field.name in values and not field.is_repeated:
            setattr(message, field.name, values[field.name])


def _values(planted: Planted, turn: int) -> dict[str, Any]:
    return {
        "buyer_id": planted.actors["buyer"].organization_id,
        "supplier_id": planted.actors["mill"].organization_id if turn == 0 else "",
        "product_id": planted.products[0]["id"] if turn == 0 else "",
        "activity_id": planted.purchase_id if turn == 0 else "",
        "category": 1,
        "year": YEAR,
        "base_year": YEAR - 1,
        "current_year": YEAR,
    }
