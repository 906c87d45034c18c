"""What the platform says of itself to other programs."""

import stat
from typing import Any

import grpc
import httpx
import pytest
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub
from kafka import KafkaConsumer
from pymongo import MongoClient

from tierzero.topics import TOPICS
from tierzero_local.handle import Platform
from tierzero_local.processes import ROLES

ASK = {"Accept": "text/html"}
pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]


def test_every_process_of_every_service_lives_and_is_ready(platform: Platform) -> None:
    probes = platform.description["probes"]
    assert set(probes) == {role.name for role in ROLES}
    for name, url in probes.items():
        for path in ("/livez", "/readyz"):
            answer = httpx.get(f"{url}{path}", trust_env=False, timeout=30)
            assert answer.status_code == 200, f"{name}{path}: {answer.text}"


def test_the_description_leads_to_everything_that_runs(platform: Platform) -> None:
    assert set(platform.services) == {"supplier-portal", "procurement", "aggregator"}
    for url in platform.services.values():
        page = httpx.get(url, headers=ASK, trust_env=False, timeout=30, follow_redirects=True)
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
    assert set(platform.grpc) == {"procurement", "footprint"}
    for address in platform.grpc.values():
        with grpc.insecure_channel(address) as channel:
            check: Any = HealthStub(channel)  # its methods are made at run time
            answer = check.Check(HealthCheckRequest(), timeout=30)
        assert answer.status == HealthCheckResponse.SERVING
    with MongoClient[dict[str, object]](platform.store) as store:
        assert {"supplier_portal", "footprint"} <= set(store.list_database_names())
    consumer = KafkaConsumer(bootstrap_servers=platform.broker)
    assert {topic.name for topic in TOPICS} <= set(consumer.topics())
    consumer.close()


def test_everyone_it_names_can_sign_in(platform: Platform) -> None:
    sign_ins, clients = platform.description["signIns"], platform.description["apiClients"]
    assert {one["role"] for one in sign_ins} >= {"administrator"}
    portal = platform.services["supplier-portal"]
    for one in sign_ins:
        form = {"user": one["user"], "password": one["password"], "next": "/"}
        answer = httpx.post(f"{portal}/sign-in", data=form, trust_env=False, timeout=30)
        assert answer.status_code == 303
        assert "tierzero_session" in answer.cookies
    for one in clients:
        answer = httpx.post(
            f"{portal}/auth/token",
            data={"grant_type": "client_credentials"},
            auth=(one["client_id"], one["client_secret"]),
            trust_env=False,
            timeout=30,
        )
        assert answer.json()["token_type"].lower() == "bearer"


def test_passwords_are_for_the_platforms_owner_only(platform: Platform) -> None:
    for name in ("platform.json", "sign-ins.json"):
        assert stat.S_IMODE((platform.directory / name).stat().st_mode) == 0o600
