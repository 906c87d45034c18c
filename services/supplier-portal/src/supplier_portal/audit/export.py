"""The log as a table for spreadsheets."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tierzero.i18n import Text
from tierzero.tabular import Column, write_csv

from .model import Document, Entry

MOST_EXPORTED = 10_000
"""Newest entries in one file; filters reach the older ones."""

COLUMNS = (
    Column("at", {"en": "Time (UTC)", "zh-CN": "时间（UTC）"}),
    Column("actor", {"en": "Who", "zh-CN": "人员"}),
    Column("action", {"en": "Action", "zh-CN": "操作"}),
    Column("what", {"en": "What happened", "zh-CN": "发生的事"}),
    Column("label", {"en": "Name", "zh-CN": "名称"}),
    Column("subjects", {"en": "Ids", "zh-CN": "编号"}),
    Column("before", {"en": "Before", "zh-CN": "之前"}),
    Column("after", {"en": "After", "zh-CN": "之后"}),
)


def as_csv(entries: Iterable[Entry], actions: Mapping[str, Text], language: str) -> bytes:
    """A CSV file; what could be taken for a formula is defused by the writer."""
    return write_csv(COLUMNS, (_row(entry, actions) for entry in entries), language)


def entry_view(entry: Entry) -> Mapping[str, Any]:
    """An entry as JSON."""
    return {
        "id": entry.id,
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "subjects": list(entry.subjects),
        "label": entry.label,
        "before": entry.before,
        "after": entry.after,
    }


def _row(entry: Entry, actions: Mapping[str, Text]) -> Mapping[str, Any]:
    return {
        "at": entry.at.isoformat(),
        "actor": entry.actor,
        "action": entry.action,
        "what": str(actions.get(entry.action, entry.action)),
        "label": entry.label,
        "subjects": " ".join(entry.subjects),
        "before": _json(entry.before),
        "after": _json(entry.after),
    }


def _json(content: Document | None) -> str:
    if content is None:
        return ""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
