"""Requests as the JSON API and files show them."""

from collections.abc import Mapping
from typing import Any

from carbon.footprint.writing import format_time
from tierzero.facts.part_numbers import PartNumber

from .model import FootprintRequest, Wanted


def request_view(request: FootprintRequest) -> dict[str, Any]:
    """A request with all that is known of it."""
    question = request.question
    return {
        "id": request.id,
        "version": request.version,
        "state": request.state.value,
        "customer_id": request.asker_id,
        "origin": question.origin.value,
        "event_id": question.event_id,
        "description": question.description,
        "comment": question.comment,
        "wanted": wanted_view(question.wanted),
        "asked_at": format_time(question.asked_at),
        "received_at": format_time(request.received_at),
        "deadline": format_time(question.due_at),
        "promised_until": format_time(request.promised_until) if request.promised_until else None,
        "due_at": format_time(request.due_at),
        "footprint_ids": list(request.footprint_ids),
        "reason_code": request.reason_code or None,
        "reason": request.reason or None,
        "automatic": request.automatic,
        "history": [
            {"at": format_time(one.at), "actor": one.actor, "what": one.what, "detail": one.detail}
            for one in request.steps
        ],
    }


def wanted_view(wanted: Wanted) -> dict[str, Any]:
    """What is asked for; filters that are not set are left out."""
    moments = {
        "valid_on": [format_time(one) for one in wanted.valid_on],
        "valid_after": [format_time(one) for one in wanted.valid_after],
        "valid_before": [format_time(one) for one in wanted.valid_before],
        "reference_period_start": format_time(wanted.period_start) if wanted.period_start else "",
        "reference_period_end": format_time(wanted.period_end) if wanted.period_end else "",
    }
    texts: Mapping[str, Any] = {
        "part_numbers": list(wanted.part_numbers),
        "product_ids": list(wanted.product_ids),
        "company_ids": list(wanted.company_ids),
        "product_classifications": list(wanted.product_classifications),
        "geographies": list(wanted.geographies),
        "statuses": list(wanted.statuses),
    }
    return {name: value for name, value in {**texts, **moments}.items() if value}


def part_number_view(statement: PartNumber) -> dict[str, Any]:
    """What a customer's part number means, and who said so."""
    return {
        "customer_id": statement.buyer_id,
        "part_number": statement.part_number,
        "product_id": statement.product_id or None,
        "stated_by": statement.speaker.value,
        "stated_at": format_time(statement.recorded_at),
    }
