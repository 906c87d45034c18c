"""What is read from the logs of services when a test fails."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.service_logs import errors_since


def test_recent_errors_are_told_with_where_they_were_raised(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    lines = [
        {"time": (now - timedelta(hours=1)).isoformat(), "level": "error", "message": "long ago"},
        {"time": now.isoformat(), "level": "info", "message": "GET / 200"},
        {
            "time": now.isoformat(),
            "level": "error",
            "message": "GET /notices failed\n",
            "exception": 'Traceback\n  a\n  b\n  File "notices.html", line 23\nUndefined: total',
        },
    ]
    log = tmp_path / "portal0" / "portal.log"
    log.parent.mkdir()
    cut_off = '{"level": "error", "mess'
    log.write_text("".join(json.dumps(line) + "\n" for line in lines) + cut_off)
    [found] = errors_since(tmp_path, now.timestamp())
    assert found.startswith("portal: GET /notices failed")
    assert "line 23" in found
    assert "Undefined: total" in found
    assert "long ago" not in found
