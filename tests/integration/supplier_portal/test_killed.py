"""Killed between any two steps: what was acknowledged is stored and will be published."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tierzero.topics import FOOTPRINTS, PRODUCTS

from .documents import add_product, csv_file, footprint, row, upload
from .portal_process import PortalProcess


@pytest.mark.parametrize("number", [1, 12])
def test_each_acknowledged_footprint_has_its_event(
    fresh_portal: PortalProcess, number: int
) -> None:
    made = add_product(fresh_portal.program("mill"))
    client = fresh_portal.program("mill")
    acknowledged: list[str] = []
    sent: set[str] = set()
    stopped = threading.Event()

    def submit() -> None:
        while not stopped.is_set():
            document = footprint(made)
            sent.add(document["id"])
            try:
                if client.post("/api/v1/footprints", json=document).status_code == 201:
                    acknowledged.append(document["id"])
            except httpx.HTTPError:
                return

    with ThreadPoolExecutor(4) as pool:
        for _ in range(4):
            pool.submit(submit)
        deadline = time.monotonic() + 60
        while len(acknowledged) < number and time.monotonic() < deadline:
            time.sleep(0.001)
        fresh_portal.kill()
        stopped.set()
    fresh_portal.start()
    assert len(acknowledged) >= number
    stated = {fact.fact.id for fact in fresh_portal.outbox(FOOTPRINTS)}
    reader = fresh_portal.program("mill")
    stored = {
        one["footprint"]["id"]
        for one in reader.get("/api/v1/footprints", params={"limit": 1000}).json()["data"]
    }
    # Nothing acknowledged is lost, and state and event never part, also where nobody was told.
    assert set(acknowledged) <= stated
    assert stated == stored
    assert stated <= sent


def test_an_upload_that_was_cut_off_is_completed_by_sending_it_again(
    fresh_portal: PortalProcess,
) -> None:
    numbers = [f"K-{number}" for number in range(1500)]
    content = csv_file(*(row(number) for number in numbers))
    client = fresh_portal.program("mill")
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(upload, client, content)
        deadline = time.monotonic() + 60
        while not fresh_portal.outbox(FOOTPRINTS) and time.monotonic() < deadline:
            time.sleep(0.05)
        fresh_portal.kill()
        assert isinstance(running.exception(), httpx.HTTPError)
    cut_off = len(fresh_portal.outbox(FOOTPRINTS))
    assert 0 < cut_off < len(numbers)
    fresh_portal.start()
    # What the dead process had begun is free again: nobody is told to wait.
    again = upload(fresh_portal.program("mill"), content)
    assert again.status_code == 200, again.text
    report = again.json()
    assert report["created"] + report["unchanged"] == len(numbers)
    assert report["unchanged"] == cut_off
    facts = fresh_portal.outbox(FOOTPRINTS)
    assert len(facts) == len({fact.fact.id for fact in facts}) == len(numbers)
    assert len(fresh_portal.outbox(PRODUCTS)) == len(numbers)
