"""InventoryService: a buyer learns about its own inventories, page by page, and no other's."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc.aio
import pytest

from footprint import journal
from footprint.bundles import Bundle
from footprint.inventories import repository as inventory_repository
from footprint.networks import repository as network_repository
from footprint.networks.service import Networks, take_in
from footprint.recent import Recent
from tests.integration.footprint.stage import Stage
from tests.serving import free_port
from tests.unit.footprint import facts
from tests.unit.footprint.bills import bill, part
from tierzero import outbox
from tierzero.footprint.v1.inventory_pb2 import METHOD_SUPPLIER_SPECIFIC
from tierzero.footprint.v1.inventory_service_pb2 import (
    ExplainRequest,
    ListFindingsRequest,
    ListInventoriesRequest,
    ListLinesRequest,
)
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceStub
from tierzero.footprint.v1.roll_up_service_pb2 import ListRollUpsRequest
from tierzero.footprint.v1.roll_up_service_pb2_grpc import RollUpServiceStub
from tierzero.identity import (
    generate_key_pair,
    issue_token,
    metadata_for,
    person,
    read_signing_key,
    utc_now,
)
from tierzero.problems import problem_from_rpc_error
from tierzero.store import Store


@dataclass(frozen=True)
class Caller:
    """Calls the service as somebody."""

    stub: Any
    keys: Path
    roll_ups: Any = None

    def metadata(self, organization: str, role: str, language: str = "en") -> Any:
        """Metadata that proves a person with the role."""
        key = read_signing_key(self.keys / "signing-key.pem")
        who = person("u", organization, "Somebody", [role])
        return metadata_for(issue_token(key, who, now=utc_now()), language)


async def _prepare(store: Store) -> None:
    for one in (journal, network_repository, inventory_repository, outbox):
        await one.prepare(store.database)
    networks = Networks(store, utc_now, Recent(1000))
    for buyer in ("plant", "rival"):
        bought = [
            facts.purchase(f"{buyer}-{number}", buyer=buyer, year=2024 + number % 2)
            for number in range(300)
        ]
        shared = Bundle(
            products=[facts.product("coil")],
            footprints=[facts.footprint("f", "coil", "2.35")],
            activities=bought,
        )
        await take_in(networks, buyer, shared, 0)
    steam = facts.purchase("steam", "", buyer="energetic", classifications=["urn:cpc:17300"])
    await take_in(networks, "energetic", Bundle(activities=[steam]), 0)
    await take_in(networks, "yard", _with_bills(), 0)


def _with_bills() -> Bundle:
    """The yard buys a crate of two coils and is shown a box that cannot be calculated."""
    products = [facts.product(name) for name in ("coil", "crate", "box")]
    made = [bill("crate", [part("coil", "2", "mill")]), bill("box", [part("lid", "1", "joiner")])]
    bought = [
        facts.purchase(f"yard-{year}", "crate", buyer="yard", year=year) for year in (2024, 2025)
    ]
    footprints = [facts.footprint("f", "coil", "2.25")]
    return Bundle(
        products=products, bills_of_materials=made, footprints=footprints, activities=bought
    )


@pytest.fixture
async def caller(stage: Stage, store: Store, tmp_path: Path) -> AsyncIterator[Caller]:
    """A caller of a running server with two buyers of 300 lines each."""
    await _prepare(store)
    keys = generate_key_pair(tmp_path)
    port = free_port()
    stage.start(
        "footprint.grpc",
        TIERZERO_GRPC_PORT=str(port),
        TIERZERO_VERIFICATION_KEY=str(keys.verification_key),
    )
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Caller(InventoryServiceStub(channel), tmp_path, RollUpServiceStub(channel))


async def test_a_buyer_reads_its_own_inventories_and_lines_page_by_page(caller: Caller) -> None:
    buyer = caller.metadata("plant", "buyer")
    found = await caller.stub.ListInventories(ListInventoriesRequest(), metadata=buyer)
    assert [(one.fact.id, one.line_count) for one in found.inventories] == [
        ("plant:1:2024", 150),
        ("plant:1:2025", 150),
    ]
    lines, token, sizes = [], "", []
    while True:
        request = ListLinesRequest(year=2025, page_size=64, page_token=token)
        page = await caller.stub.ListLines(request, metadata=buyer)
        lines += [line.activity_id for line in page.lines]
        sizes.append(len(page.lines))
        token = page.next_page_token
        if not token:
            break
    assert lines == [f"plant-{number}" for number in range(1, 300, 2)]
    assert sizes == [64, 64, 22]


async def test_nobody_reads_anothers_but_who_may_see_all(caller: Caller) -> None:
    request = ListLinesRequest(buyer_id="plant")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.ListLines(request, metadata=caller.metadata("rival", "buyer"))
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED
    with pytest.raises(grpc.aio.AioRpcError) as anonymous:
        await caller.stub.ListLines(request)
    assert anonymous.value.code() is grpc.StatusCode.UNAUTHENTICATED
    administrator = caller.metadata("platform", "administrator")
    page = await caller.stub.ListLines(request, metadata=administrator)
    assert len(page.lines) == 100


async def test_a_token_that_is_none_is_refused_in_the_callers_language(caller: Caller) -> None:
    request = ListLinesRequest(page_token="p1; drop")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.ListLines(
            request, metadata=caller.metadata("plant", "buyer", language="zh-CN")
        )
    problem = problem_from_rpc_error(refused.value)
    assert problem.code == "invalid-page-token"
    assert [one.path for one in problem.errors] == ["page_token"]
    assert "分页标记" in refused.value.details()


async def test_a_figure_is_explained_down_to_its_documents(caller: Caller) -> None:
    buyer = caller.metadata("plant", "buyer")
    request = ExplainRequest(category=1, year=2025, page_size=2)
    found = await caller.stub.Explain(request, metadata=buyer)
    assert found.inventory.total.digits == str(150 * 23_500_000)
    assert [one.line.activity_id for one in found.lines] == ["plant-1", "plant-3"]
    explained = found.lines[0]
    assert explained.formula == "10 kg × 2.35 kgCO2e/kg = 23.5 kgCO2e"
    assert explained.activity.purchase.quantity == "10"
    (document,) = explained.documents
    assert (document.source.id, document.source.version) == ("f", 1)
    assert document.footprint.pcf.pcf_excluding_biogenic_uptake == "2.35"
    assert document.product.fact.id == "coil", "which is shared, so that the buyer may see it"
    assert explained.calculation == ("10 kg × 2.35 kgCO2e ÷ 1 kilogram = 23.5 kgCO2e")
    assert explained.origin.topic == "procurement.activities.v1"
    assert (explained.origin.key, explained.origin.fact.version) == ("plant", 1)
    assert explained.origin.fact.recorded_at == explained.activity.fact.recorded_at
    assert document.origin.event_type == "tierzero.supplier_portal.v1.FootprintsStated"
    assert found.inventory_origin.fact.id == "plant:1:2025"
    assert not found.HasField("policy")
    rest = ExplainRequest(category=1, year=2025, page_size=1000, page_token=found.next_page_token)
    assert len((await caller.stub.Explain(rest, metadata=buyer)).lines) == 148


async def test_one_line_is_explained_by_its_activity(caller: Caller) -> None:
    buyer = caller.metadata("plant", "buyer")
    one = ExplainRequest(category=1, year=2024, activity_id="plant-200")
    found = await caller.stub.Explain(one, metadata=buyer)
    assert [line.activity.fact.id for line in found.lines] == ["plant-200"]
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.Explain(ExplainRequest(category=9, year=2024), metadata=buyer)
    assert refused.value.code() is grpc.StatusCode.NOT_FOUND


async def test_lines_are_filtered_by_supplier_and_method(caller: Caller) -> None:
    buyer = caller.metadata("plant", "buyer")
    counts: list[int] = []
    for supplier, method in (("mill", 0), ("forge", 0), ("", METHOD_SUPPLIER_SPECIFIC), ("", 6)):
        request = ListLinesRequest(supplier_id=supplier, method=method, page_size=1000)
        counts.append(len((await caller.stub.ListLines(request, metadata=buyer)).lines))
    assert counts == [300, 0, 300, 0]


async def test_findings_are_the_callers_own_and_in_its_language(caller: Caller) -> None:
    none = await caller.stub.ListFindings(
        ListFindingsRequest(), metadata=caller.metadata("plant", "buyer")
    )
    assert not none.findings
    found = await caller.stub.ListFindings(
        ListFindingsRequest(year=2024), metadata=caller.metadata("energetic", "buyer", "zh-CN")
    )
    (finding,) = found.findings
    assert [line.activity_id for line in finding.lines] == ["steam"]
    assert "类别 3" in finding.text
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.ListFindings(
            ListFindingsRequest(buyer_id="energetic"), metadata=caller.metadata("plant", "buyer")
        )
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED


async def test_calculated_footprints_are_listed_year_by_year_and_page_by_page(
    caller: Caller,
) -> None:
    yard = caller.metadata("yard", "buyer")
    found = await caller.roll_ups.ListRollUps(ListRollUpsRequest(), metadata=yard)
    assert [(one.year, one.product_id, one.value) for one in found.roll_ups] == [
        (2024, "box", 0.0),
        (2024, "crate", 4.5),
        (2025, "box", 0.0),
        (2025, "crate", 4.5),
    ]
    assert found.roll_ups[0].finding.code == "bill-of-materials-part-missing"
    assert list(found.roll_ups[0].finding.product_ids) == [""]
    seen, token = [], ""
    while True:
        request = ListRollUpsRequest(page_size=3, page_token=token)
        page = await caller.roll_ups.ListRollUps(request, metadata=yard)
        seen += page.roll_ups
        token = page.next_page_token
        if not token:
            break
    assert seen == list(found.roll_ups)
    one = ListRollUpsRequest(year=2025, product_id="crate")
    (crate,) = (await caller.roll_ups.ListRollUps(one, metadata=yard)).roll_ups
    assert (crate.bill_version, crate.indicators.filled_share) == (1, 0.0)


async def test_nobody_reads_anothers_calculated_footprints(caller: Caller) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.roll_ups.ListRollUps(
            ListRollUpsRequest(buyer_id="yard"), metadata=caller.metadata("rival", "buyer")
        )
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED


async def test_a_calculated_figure_is_explained_by_its_total_and_not_by_its_recipe(
    caller: Caller,
) -> None:
    request = ExplainRequest(category=1, year=2024)
    found = await caller.stub.Explain(request, metadata=caller.metadata("yard", "buyer"))
    (explained,) = found.lines
    assert explained.formula == "10 kg × 4.5 kgCO2e/kg = 45 kgCO2e"
    (document,) = explained.documents
    assert document.source.kind == "calculated-footprint"
    total = document.calculated_footprint
    assert (total.product_id, total.bill_version, total.value) == ("crate", 1, 4.5)
    assert total.indicators.technological_dqr == 5
    assert "coil" not in str(found)
