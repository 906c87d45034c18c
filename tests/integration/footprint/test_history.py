"""HistoryService: revisions with their reasons, the base year, and years compared only alike."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
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
from tests.integration.footprint.test_rpc import Caller
from tests.serving import free_port
from tests.unit.footprint import facts, operations
from tierzero import outbox
from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.footprint.v1.history_service_pb2_grpc import HistoryServiceStub
from tierzero.footprint.v1.inventory_pb2 import InventoriesStated, Inventory
from tierzero.identity import generate_key_pair, utc_now
from tierzero.problems import problem_from_rpc_error
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy, YearReported
from tierzero.store import Store
from tierzero.topics import INVENTORIES


def _reported(total: str) -> YearReported:
    report = YearReported(year=2024, gwp_set="AR6")
    report.reported_at.FromDatetime(datetime(2025, 3, 1, tzinfo=UTC))
    report.figures.add(category=1, revision=1, total=total)
    return report


def _policy(version: int, **more: Any) -> InventoryPolicy:
    return operations.policy("plant", version=version, base_year=2024, **more)


async def _prepare(store: Store) -> None:
    for part in (journal, network_repository, inventory_repository, outbox):
        await part.prepare(store.database)
    networks = Networks(store, utc_now, Recent(1000))
    steel = {"classifications": ["urn:cpc:41"]}
    bought = [facts.purchase(f"p-{year}", quantity="1000", year=year) for year in (2024, 2025)]
    averaged = [
        facts.purchase("q-2024", "", "10", supplier="forge", **steel),
        facts.purchase("q-2025", "bolt", "10", supplier="smith", year=2025, **steel),
    ]
    steps = [
        Bundle(
            products=[facts.product("coil")],
            footprints=[facts.footprint("f", "coil", "1")],
            activities=bought,
        ),
        Bundle(policies=[_policy(1, reported_years=[_reported(str(1000 * 10**6))])]),
        Bundle(activities=[facts.purchase("late", quantity="40")]),
        Bundle(footprints=[facts.footprint("f", "coil", "1.2", version=2)]),
        Bundle(factors=[facts.average_factor("e", "urn:cpc:41", "2")], activities=averaged[:1]),
        Bundle(
            products=[facts.product("bolt", "smith")],
            footprints=[facts.footprint("g", "bolt", "1", "smith")],
            activities=averaged[1:],
        ),
    ]
    for step in steps:
        await take_in(networks, "plant", step, 0)


@pytest.fixture
async def caller(stage: Stage, store: Store, tmp_path: Path) -> AsyncIterator[Caller]:
    """A caller of a running server that knows one buyer with a reported base year."""
    await _prepare(store)
    keys = generate_key_pair(tmp_path)
    port = free_port()
    stage.start(
        "footprint.grpc",
        TIERZERO_GRPC_PORT=str(port),
        TIERZERO_VERIFICATION_KEY=str(keys.verification_key),
    )
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Caller(HistoryServiceStub(channel), tmp_path)


async def test_old_values_are_kept_each_with_its_reason(caller: Caller, store: Store) -> None:
    buyer = caller.metadata("plant", "buyer")
    found: list[Any] = []
    request = contract.ListRevisionsRequest(category=1, year=2024, page_size=3)
    while True:
        page = await caller.stub.ListRevisions(request, metadata=buyer)
        found += page.revisions
        request.page_token = page.next_page_token
        if not page.next_page_token:
            break
    told = [
        (
            one.inventory.fact.version,
            one.inventory.total.digits,
            [(cause.code, cause.effect.digits) for cause in one.inventory.restatement.causes],
            one.HasField("restates_report_of"),
        )
        for one in found
    ]
    assert told == [
        (4, "1268000000", [("activity-late", "20000000")], True),
        (3, "1248000000", [("footprint-corrected", "208000000")], True),
        (2, "1040000000", [("activity-late", "40000000")], True),
        (1, "1000000000", [("activity-recorded", "1000000000")], False),
    ]
    assert [fact.id for fact in found[2].inventory.restatement.causes[0].facts] == ["late"]
    rows = store.database["outbox"].find({"topic": INVENTORIES.name})
    published = [
        fact
        async for row in rows
        for fact in InventoriesStated.FromString(bytes(row["value"])).facts
    ]
    (last,) = [one for one in published if (one.year, one.fact.version) == (2024, 4)]
    assert _bare(last) == _bare(found[0].inventory), "the event says the same"


def _bare(inventory: Inventory) -> Inventory:
    """As it was stated: whether an activity is late depends on when that is asked."""
    bare = Inventory.FromString(inventory.SerializeToString())
    for cause in bare.restatement.causes:
        cause.code = cause.code.replace("-late", "-recorded")
    return bare


async def test_a_page_token_that_is_none_is_refused(caller: Caller) -> None:
    request = contract.ListRevisionsRequest(category=1, year=2024, page_token="p0o1")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.ListRevisions(request, metadata=caller.metadata("plant", "buyer"))
    assert problem_from_rpc_error(refused.value).code == "invalid-page-token"


async def test_the_base_year_is_due_with_before_after_and_causes(caller: Caller) -> None:
    buyer = caller.metadata("plant", "buyer")
    found = await caller.stub.GetBaseYear(contract.GetBaseYearRequest(), metadata=buyer)
    assert (found.base_year, found.threshold, found.cumulative_percent) == (2024, "5", "26.8")
    assert found.recalculation_is_due
    assert (found.before.digits, found.after.digits) == ("1000000000", "1268000000")
    assert [(one.trigger, one.reason, one.effect.digits) for one in found.causes] == [
        ("error", "activity-late", "60000000"),
        ("factor-change", "footprint-corrected", "208000000"),
    ]
    assert [one.year for one in found.reports] == [2024]
    rival = caller.metadata("rival", "buyer", language="zh-CN")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.GetBaseYear(contract.GetBaseYearRequest(), metadata=rival)
    assert problem_from_rpc_error(refused.value).code == "no-base-year"
    assert "基准年" in refused.value.details()


async def test_years_computed_unlike_are_compared_only_when_recalculated(caller: Caller) -> None:
    buyer = caller.metadata("plant", "buyer", language="zh-CN")
    request = contract.CompareYearsRequest(base_year=2024, current_year=2025)
    # What is bought in one year only was computed by one method.
    found = await caller.stub.CompareYears(request, metadata=buyer)
    assert (found.base_total.digits, found.current_total.digits) == ("1268000000", "1210000000")
    parts = [int(getattr(found.effects, name).digits) for name in _NAMES]
    assert sum(parts) == 1_210_000_000 - 1_268_000_000
    assert {one.supplier_id for one in found.suppliers} == {"mill", "forge", "smith"}
    assert len(found.flows) == 3
    request.most_flows = 1
    least = await caller.stub.CompareYears(request, metadata=buyer)
    assert (len(least.flows), least.further_flow_count) == (1, 2)
    shown = [least.flows[0].effects, least.further]
    assert sum(int(getattr(one, name).digits) for one in shown for name in _NAMES) == sum(parts)


async def test_a_method_that_differs_is_named_and_its_effect_is_no_progress(
    caller: Caller, store: Store
) -> None:
    networks = Networks(store, utc_now, Recent(1000))
    steel = {"classifications": ["urn:cpc:41"]}
    earlier = facts.purchase("r-2024", "nut", "10", supplier="forge", **steel)
    later = facts.purchase("r-2025", "nut", "10", supplier="forge", year=2025, **steel)
    await take_in(networks, "plant", Bundle(activities=[earlier]), 0)
    valid = facts.footprint("h", "nut", "0.5", "forge")
    valid.pcf.reference_period_start.FromDatetime(datetime(2025, 1, 1, tzinfo=UTC))
    valid.pcf.reference_period_end.FromDatetime(datetime(2026, 1, 1, tzinfo=UTC))
    valid.validity_period_start.FromDatetime(datetime(2025, 1, 1, tzinfo=UTC))
    valid.validity_period_end.FromDatetime(datetime(2026, 1, 1, tzinfo=UTC))
    nut = Bundle(products=[facts.product("nut", "forge")], footprints=[valid], activities=[later])
    await take_in(networks, "plant", nut, 0)
    buyer = caller.metadata("plant", "buyer", language="zh-CN")
    request = contract.CompareYearsRequest(base_year=2024, current_year=2025)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.CompareYears(request, metadata=buyer)
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION
    problem = problem_from_rpc_error(refused.value)
    assert problem.code == "periods-not-comparable"
    assert ("categories[1]", "method-differs") in [(one.path, one.code) for one in problem.errors]
    assert "重算" in refused.value.details()
    request.comparability = contract.COMPARABILITY_BY_RECALCULATION
    found = await caller.stub.CompareYears(request, metadata=buyer)
    (nuts,) = [one for one in found.flows if one.product_id == "nut"]
    assert "method-differs" in nuts.recalculated
    assert nuts.effects.intensity.digits == "0"
    assert int(nuts.effects.recalculation.digits) == int(nuts.current.digits) - int(
        nuts.base.digits
    )
    assert [one.code for one in found.differences]


async def test_nobody_reads_anothers_history(caller: Caller) -> None:
    rival = caller.metadata("rival", "buyer")
    calls = (
        (caller.stub.ListRevisions, contract.ListRevisionsRequest(buyer_id="plant")),
        (caller.stub.GetBaseYear, contract.GetBaseYearRequest(buyer_id="plant")),
        (caller.stub.CompareYears, contract.CompareYearsRequest(buyer_id="plant", base_year=1)),
    )
    for call, request in calls:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await call(request, metadata=rival)
        assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED


async def test_a_year_is_not_compared_with_itself(caller: Caller) -> None:
    request = contract.CompareYearsRequest(base_year=2024, current_year=2024)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await caller.stub.CompareYears(request, metadata=caller.metadata("plant", "buyer"))
    problem = problem_from_rpc_error(refused.value)
    assert [(one.path, one.code) for one in problem.errors] == [("current_year", "same-year")]


_NAMES = ("volume", "mix", "intensity", "recalculation")
