"""InventoryService over gRPC."""

from typing import Any

from footprint.findings.listing import list_findings
from footprint.inventories.listing import Chosen, Wanted, list_inventories, list_lines
from footprint.inventories.tokens import page_size_of, position_of, token_of
from footprint.scopes import scope_for
from footprint.why.explaining import Explainer, Question, explain
from footprint.why.origins import origin_of
from tierzero.footprint.v1.inventory_service_pb2 import (
    ExplainRequest,
    ExplainResponse,
    ListFindingsRequest,
    ListFindingsResponse,
    ListInventoriesRequest,
    ListInventoriesResponse,
    ListLinesRequest,
    ListLinesResponse,
)
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceServicer
from tierzero.i18n import _, current_language
from tierzero.problems import not_found
from tierzero.store import Database


class InventoryServicer(InventoryServiceServicer):
    """Answers a buyer about its own inventories, and those who may see all about any."""

    def __init__(self, database: Database, explainer: Explainer) -> None:
        self._database = database
        self._explainer = explainer

    async def ListInventories(
        self, request: ListInventoriesRequest, context: Any
    ) -> ListInventoriesResponse:
        """The last revision of each inventory asked for."""
        scope = scope_for(request.buyer_id)
        wanted = Wanted(request.category, request.year)
        found = await list_inventories(self._database, scope, wanted)
        return ListInventoriesResponse(inventories=found)

    async def ListLines(self, request: ListLinesRequest, context: Any) -> ListLinesResponse:
        """A page of lines."""
        scope = scope_for(request.buyer_id)
        start, most = position_of(request.page_token), page_size_of(request.page_size)
        wanted = Wanted(request.category, request.year)
        chosen = Chosen(wanted, request.supplier_id, request.method)
        lines, position = await list_lines(self._database, scope, chosen, start, most)
        return ListLinesResponse(lines=lines, next_page_token=token_of(position))

    async def Explain(self, request: ExplainRequest, context: Any) -> ExplainResponse:
        """The tree below one inventory, or below one line of it."""
        question = Question(
            wanted=Wanted(request.category, request.year),
            activity_id=request.activity_id,
            start=position_of(request.page_token),
            most=page_size_of(request.page_size),
        )
        found = await explain(self._explainer, scope_for(request.buyer_id), question)
        if found.inventory is None:
            raise not_found(_("There is no such inventory."), "unknown-inventory")
        return ExplainResponse(
            inventory=found.inventory,
            lines=found.lines,
            next_page_token=token_of(found.next),
            policy=found.policy,
            policy_origin=origin_of(found.policy) if found.policy else None,
            inventory_origin=origin_of(found.inventory),
        )

    async def ListFindings(
        self, request: ListFindingsRequest, context: Any
    ) -> ListFindingsResponse:
        """What may be counted twice."""
        scope = scope_for(request.buyer_id)
        language = current_language()
        found = await list_findings(self._explainer, scope, request.year, language)
        return ListFindingsResponse(findings=found)
