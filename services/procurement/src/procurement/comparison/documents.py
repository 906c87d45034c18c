"""Comparisons, the base year and revisions as JSON; amounts are texts of whole milligrams."""

from collections.abc import Mapping
from typing import Any

from google.protobuf.json_format import MessageToDict

from tierzero.footprint.v1 import history_service_pb2 as contract

_AMOUNT = {"digits"}
Json = dict[str, Any]


def comparison_json(found: contract.CompareYearsResponse) -> Json:
    """Totals, effects by category, supplier and flow."""
    return _plain(found)


def base_year_json(found: contract.GetBaseYearResponse) -> Json:
    """The decision about the base year, with causes and reports."""
    return _plain(found)


def revisions_json(found: contract.ListRevisionsResponse) -> Json:
    """Revisions with their reasons, the newest first."""
    return _plain(found)


def _plain(message: Any) -> Json:
    written = MessageToDict(
        message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True
    )
    return _without_wrappers(written)


def _without_wrappers(value: Any) -> Any:
    """``{"digits": "5"}`` → ``"5"``."""
    if isinstance(value, Mapping):
        if set(value) == _AMOUNT:
            return value["digits"] or "0"
        return {name: _without_wrappers(part) for name, part in value.items()}
    return [*map(_without_wrappers, value)] if isinstance(value, list) else value
