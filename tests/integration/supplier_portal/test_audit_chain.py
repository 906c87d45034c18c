"""The log is proven up to the present, before anything of it is sealed."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import MongoClient

from .documents import add_product
from .portal_process import PortalProcess
from .test_audit import prove

Entries = Any


def chained(portal: PortalProcess, entries: Entries, links: Entries) -> str:
    """What is said once every entry has its link, which takes about a second."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        held = sum(len(one["ids"]) for one in links.find())
        if held == entries.count_documents({}):
            break
        time.sleep(0.1)
    found = prove(portal)
    assert (found.returncode, found.stderr) == (0, ""), found.stderr
    return found.stdout


def test_a_fresh_log_is_proven_and_whoever_touches_it_is_found_out(
    fresh_portal: PortalProcess,
) -> None:
    portal = fresh_portal
    made = [add_product(portal.program("mill")) for _ in range(3)]
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        entries = client[portal.database]["audit"]
        links = client[portal.database]["audit_links"]
        said = chained(portal, entries, links)
        whole = entries.count_documents({})
        assert f"{whole} entries chained up to 20" in said
        assert "0 under seals: untouched" in said
        first, second = (
            entries.find_one({"subjects": one["id"], "action": "product.created"})
            for one in made[:2]
        )
        assert first
        assert second

        def told(change: Callable[[], object], undo: Callable[[], object]) -> str:
            change()
            found = prove(portal)
            undo()
            assert found.returncode == 1, found.stdout
            assert "faults" in found.stdout
            return found.stderr

        def restore(entry: dict[str, Any]) -> Callable[[], object]:
            return lambda: entries.replace_one({"_id": entry["_id"]}, entry, upsert=True)

        by = {"_id": first["_id"]}
        altered = told(
            lambda: entries.update_one(by, {"$set": {"actor": "somebody else"}}), restore(first)
        )
        assert f"entry {first['_id']} was changed" in altered
        removed = told(lambda: entries.delete_one(by), restore(first))
        assert f"entry {first['_id']} was removed" in removed

        def swap() -> None:
            for one, other in ((first, second), (second, first)):
                entries.update_one({"_id": one["_id"]}, {"$set": {"at": other["at"]}})

        reordered = told(swap, lambda: [restore(one)() for one in (first, second)])
        assert f"entry {first['_id']} was changed" in reordered
        assert f"entry {second['_id']} was changed" in reordered

        long_ago = {**first, "_id": "forged", "at": datetime.now(UTC) - timedelta(hours=1)}
        forged = told(
            lambda: entries.insert_one(long_ago), lambda: entries.delete_one({"_id": "forged"})
        )
        assert "entry forged of" in forged
        assert "slipped in" in forged

        link = links.find_one({"organization_id": "mill", "number": 1})
        assert link
        gone = told(lambda: links.delete_one({"_id": link["_id"]}), lambda: links.insert_one(link))
        assert "the link before it was changed, removed or put elsewhere" in gone
        assert chained(portal, entries, links)

        page = portal.browser("mill").get("/history").text
        newest = links.find_one({"organization_id": "mill"}, sort=[("number", -1)])
        assert newest
        assert newest["link"] in page


def test_sealing_links_what_a_killed_process_left(fresh_portal: PortalProcess) -> None:
    portal = fresh_portal
    add_product(portal.program("mill"))
    with MongoClient[dict[str, Any]](portal.store_uri) as client:
        entries = client[portal.database]["audit"]
        links = client[portal.database]["audit_links"]
        chained(portal, entries, links)
        held = links.count_documents({})
        left = entries.find_one({"organization_id": "mill"})
        assert left
        now = datetime.now(UTC)
        entries.insert_one({**left, "_id": "left", "at": now})
        waiting = prove(portal)
        assert waiting.returncode == 0
        assert "1 too new for a link" in waiting.stdout
        sealed = prove(portal, "--seal")
        assert "too new" not in sealed.stdout
        assert links.count_documents({}) == held + 1
        whole = entries.count_documents({})
        assert f"{whole} entries chained" in sealed.stdout
        assert f"{whole} under seals: untouched" in sealed.stdout
