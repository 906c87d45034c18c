"""The sample's data files. Years in them count from the present one: 0 is this, -1 the last."""

import json
import uuid
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import resources
from typing import Any

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:tierzero:sample")


@cache
def read(name: str) -> Any:
    """The content of data/<name>.json."""
    file = resources.files("tierzero_local.sample") / "data" / f"{name}.json"
    return json.loads(file.read_text("utf-8"))


def identity(kind: str, key: str) -> str:
    """The UUID of a thing of the sample, the same at every load."""
    return str(uuid.uuid5(NAMESPACE, f"{kind}:{key}"))


def year_start(today: date, offset: int) -> datetime:
    """The first moment (UTC) of the year so many years from the present one."""
    return datetime.combine(date(today.year + offset, 1, 1), time(), UTC)


def timestamp(moment: datetime) -> str:
    """RFC 3339 in UTC, as PACT writes it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
