"""``VerdictService``: the verdict before submitting."""

from typing import Any

from tierzero.i18n import _
from tierzero.identity import rpc_principal
from tierzero.problems import forbidden
from tierzero.procurement.v1 import verdict_service_pb2, verdict_service_pb2_grpc

from .documents import fact_of
from .preview import Previews


class VerdictServicer(verdict_service_pb2_grpc.VerdictServiceServicer):
    """Answers suppliers about their own drafts."""

    def __init__(self, previews: Previews) -> None:
        self._previews = previews

    async def PreviewVerdicts(self, request: Any, context: Any) -> Any:
        """Assess a draft against all limits of the buyers that would see it."""
        caller = rpc_principal()
        if not caller.may("footprints:write"):
            raise forbidden(_("Only suppliers may ask for verdicts on drafts."), "scope-required")
        found = await self._previews.preview(caller.scope, request.footprint)
        facts = [fact_of(assessment) for assessment in found]
        return verdict_service_pb2.PreviewVerdictsResponse(assessments=facts)
