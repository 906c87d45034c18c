"""The columns of the exported list of requests."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from tierzero.tabular import Column, write_csv

from .model import FootprintRequest

EXPORTED = (
    Column("id", {"en": "Request", "zh-CN": "请求"}),
    Column("supplier", {"en": "Supplier", "zh-CN": "供应商"}),
    Column("part_number", {"en": "Your part number", "zh-CN": "己方零件号"}),
    Column("geography", {"en": "Geography", "zh-CN": "地理范围"}),
    Column("description", {"en": "Part", "zh-CN": "零件"}),
    Column("state", {"en": "State", "zh-CN": "状态"}),
    Column("asked_on", {"en": "Asked on", "zh-CN": "提出日期"}),
    Column("due_on", {"en": "Due on", "zh-CN": "截止日期"}),
    Column("footprints", {"en": "Footprints", "zh-CN": "碳足迹"}),
    Column("reason", {"en": "Reason", "zh-CN": "原因"}),
    Column("comment", {"en": "Comment", "zh-CN": "留言"}),
)


def exported(
    requests: Iterable[FootprintRequest],
    names: Mapping[str, str],
    words: Mapping[str, str],
    language: str,
) -> bytes:
    """A CSV file of requests, safe to open in a spreadsheet."""
    return write_csv(EXPORTED, (_row(one, names, words) for one in requests), language)


def _row(
    request: FootprintRequest, names: Mapping[str, str], words: Mapping[str, str]
) -> dict[str, Any]:
    asked, told = request.asked, request.told
    reason = (words.get(told.reason_code, told.reason_code), told.reason) if told else ()
    return {
        "id": request.id,
        "supplier": names.get(asked.supplier_id, asked.supplier_id),
        "part_number": asked.part_number,
        "geography": " ".join(asked.geographies),
        "description": asked.description,
        "state": words[request.state.value],
        "asked_on": asked.asked_at.date().isoformat(),
        "due_on": last_day(request).isoformat(),
        "footprints": " ".join(told.footprint_ids) if told else "",
        "reason": ": ".join(one for one in reason if one),
        "comment": asked.comment,
    }


def last_day(request: FootprintRequest) -> date:
    """The last day on which an answer is in time."""
    return (request.due_at - timedelta(microseconds=1)).date()
