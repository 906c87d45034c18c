"""A request as a document of its supplier."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from supplier_portal.products.service import class_key, id_key
from tierzero.facts.part_numbers import mapping_id
from tierzero.lists import urgency

from .matching import part_numbers_of
from .model import FootprintRequest, IncomingRequest, Origin, State, Step, Wanted, WhenUnknown
from .states import next_at

_PLAIN = ("version", "received_at", "changed_at", "promised_until", "reason_code", "reason")


def document_of(request: FootprintRequest) -> dict[str, Any]:
    """What is stored; beside it what is searched for."""
    question = request.question
    return {
        "_id": request.id,
        "organization_id": request.supplier_id,
        "asker_id": request.asker_id,
        "question": _question_document(question),
        "state": request.state.value,
        "is_open": request.is_open,
        "due_at": request.due_at,
        "urgency": urgency(request.is_open, request.due_at),
        "next_at": next_at(request),
        "asked_at": question.asked_at,
        "keys": keys_of(request),
        **{name: getattr(request, name) for name in _PLAIN},
        "footprint_ids": list(request.footprint_ids),
        "automatic": request.automatic,
        "reminded": list(request.reminded),
        "steps": [asdict(step) for step in request.steps],
    }


def keys_of(request: FootprintRequest) -> list[str]:
    """By what a changed product, class or part number finds the requests that may mean it."""
    wanted = request.question.wanted
    numbers = part_numbers_of(wanted)
    mapped = [mapping_id(request.supplier_id, request.asker_id, one) for one in numbers]
    classes = map(class_keyed, wanted.product_classifications)
    return sorted({*map(id_keyed, wanted.product_ids), *classes, *mapped})


def id_keyed(urn: str) -> str:
    """The key of a product id."""
    return f"id:{id_key(urn)}"


def class_keyed(urn: str) -> str:
    """The key of a classification."""
    return f"class:{class_key(urn)}"


def request_of(document: Mapping[str, Any]) -> FootprintRequest:
    """The request that a document holds."""
    return FootprintRequest(
        question=_question(document),
        state=State(document["state"]),
        **{name: document[name] for name in _PLAIN},
        footprint_ids=tuple(document["footprint_ids"]),
        automatic=document["automatic"],
        reminded=tuple(document["reminded"]),
        steps=tuple(Step(**step) for step in document["steps"]),
    )


def _question_document(question: IncomingRequest) -> dict[str, Any]:
    content = asdict(question)
    wanted = content.pop("wanted")
    del content["supplier_id"], content["sender_id"]
    return {
        **content,
        "origin": question.origin.value,
        "when_unknown": question.when_unknown.value,
        "wanted": {name: _listed(value) for name, value in wanted.items()},
    }


def _question(document: Mapping[str, Any]) -> IncomingRequest:
    stored = dict(document["question"])
    wanted = stored.pop("wanted")
    known = {one.name: wanted.get(one.name) for one in fields(Wanted)}
    filters: dict[str, Any] = {name: _unlisted(value) for name, value in known.items()}
    return IncomingRequest(
        **{
            **stored,
            "origin": Origin(stored["origin"]),
            "when_unknown": WhenUnknown(stored["when_unknown"]),
        },
        supplier_id=document["organization_id"],
        sender_id=document["asker_id"],
        wanted=Wanted(**filters),
    )


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _unlisted(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
