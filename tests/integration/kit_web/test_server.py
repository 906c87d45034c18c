"""The HTTP server as a process: a free port, an orderly end."""

import asyncio
import signal
import sys
from pathlib import Path

import httpx

HERE = Path(__file__).parent
SCRIPT = f"""
import sys; sys.path.insert(0, {str(HERE)!r})
from sample_service.app import sample_app
from tierzero.settings import Settings
from tierzero.web import run_http
settings = Settings(service="procurement", http_port=0)
run_http(sample_app(settings), settings)
"""


async def test_a_process_serves_on_a_free_port_and_ends_when_asked() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    address = (await process.stdout.readline()).decode().strip()
    assert address.startswith("http://127.0.0.1:")
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{address}/livez")).text == "ok"
        assert "server" not in (await client.get(f"{address}/")).headers
    process.send_signal(signal.SIGINT)
    assert await asyncio.wait_for(process.wait(), 15) == 0
