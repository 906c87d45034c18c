"""JSON: what was received, for programs, tests and benchmarks."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query

from tierzero_local.collector.journey import journey
from tierzero_local.collector.received import Received
from tierzero_local.collector.summaries import Filter, detail, latest, summary

Limit = Annotated[int, Query(ge=1, le=1000)]


def routes(received: Received) -> APIRouter:
    """Routes that read ``received``."""
    router = APIRouter(tags=["telemetry"])

    @router.get("/traces")
    async def traces(
        service: str = "", text: str = "", failed: bool | None = None, limit: Limit = 50
    ) -> dict[str, Any]:
        """Journeys, the newest first."""
        found = latest(received.traces, Filter(service, text, failed, limit))
        return {"traces": [summary(one) for one in found]}

    @router.get("/traces/{trace_id}")
    async def trace(trace_id: str) -> dict[str, Any]:
        """One journey with all its steps."""
        found = journey(received.traces, trace_id)
        if found is None:
            raise HTTPException(404, "No such trace, or no longer.")
        return detail(found)

    @router.get("/metrics")
    async def metrics(name: str = "", service: str = "") -> dict[str, Any]:
        """The latest value of each metric."""
        points = received.metrics.values()
        return {
            "metrics": [
                asdict(point)
                for point in points
                if name in ("", point.name) and service in ("", point.service)
            ]
        }

    @router.get("/logs")
    async def logs(trace_id: str = "", limit: Limit = 200) -> dict[str, Any]:
        """The latest log records, of one trace if it is named."""
        found = [r for r in received.logs if trace_id in ("", r.trace_id)]
        return {"logs": [asdict(record) for record in found[-limit:]]}

    return router
