"""Procurement's web process alone, for `pages.py`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from tierzero.identity import KeyPair, generate_key_pair, issue_token, person, read_signing_key
from tierzero.identity.tokens import utc_now
from tierzero_local.ports import free


@contextmanager
def procurement_of(
    store: str, database: str, directory: Path
) -> Iterator[Callable[[str], httpx.Client]]:
    """A running process; the function gives the client of a buyer."""
    keys = generate_key_pair(directory / "procurement-keys")
    port = free()[0]["procurement"]
    told = {
        "TIERZERO_STORE": store,
        "TIERZERO_DATABASE": database,
        "TIERZERO_HTTP_PORT": str(port),
        "TIERZERO_VERIFICATION_KEY": str(keys.verification_key),
    }
    command = [sys.executable, "-m", "procurement.web"]
    log = (directory / "procurement.log").open("w")
    process = subprocess.Popen(command, env=os.environ | told, stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(process, url)
        yield lambda buyer: _client(url, keys, buyer)
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _client(url: str, keys: KeyPair, buyer: str) -> httpx.Client:
    who = person("buyer-user", buyer, "Somebody", ("buyer",))
    token = issue_token(read_signing_key(keys.signing_key), who, now=utc_now())
    return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=120)


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "procurement ended"
        with suppress(httpx.HTTPError):
            if httpx.get(f"{url}/readyz", timeout=2).status_code == 200:
                return
        time.sleep(0.1)
    raise AssertionError("procurement did not become ready")
