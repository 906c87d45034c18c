"""Asking procurement for the verdict on a footprint that is not submitted yet."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import grpc
import grpc.aio

from tierzero.identity import Metadata
from tierzero.problems import Problem, problem_from_rpc_error
from tierzero.procurement.v1.verdict_service_pb2 import (
    PreviewVerdictsRequest,
    PreviewVerdictsResponse,
)
from tierzero.procurement.v1.verdict_service_pb2_grpc import VerdictServiceStub
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint
from tierzero.telemetry import current_traceparent

from .model import Assessment, assessment_of

PATIENCE_SECONDS = 2.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Preview:
    """Verdicts that would follow; where procurement does not answer, why there are none."""

    verdicts: Sequence[Assessment] = ()
    unavailable: Problem | None = None


@dataclass(frozen=True)
class Verdicts:
    """Procurement's verdict service; the connection is opened on first use."""

    address: str

    @cached_property
    def channel(self) -> grpc.aio.Channel:
        """The connection."""
        return grpc.aio.insecure_channel(self.address)

    async def preview(self, footprint: Footprint, metadata: Metadata) -> Preview:
        """Ask, with the caller's own token; never raises, because submitting must go on."""
        stub: Any = VerdictServiceStub(self.channel)
        trace = (("traceparent", current_traceparent()),) if current_traceparent() else ()
        try:
            response: PreviewVerdictsResponse = await stub.PreviewVerdicts(
                PreviewVerdictsRequest(footprint=footprint),
                metadata=(*metadata, *trace),
                timeout=PATIENCE_SECONDS,
            )
        except grpc.RpcError as error:
            problem = problem_from_rpc_error(error)
            _log.warning("no verdict preview: %s", problem.code)
            return Preview(unavailable=problem)
        return Preview([assessment_of(one) for one in response.assessments])

    async def close(self) -> None:
        """Close the connection."""
        await self.channel.close(grace=None)
