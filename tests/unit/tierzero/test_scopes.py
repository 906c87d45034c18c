"""Nothing is read or written beyond the scope of who asks."""

from typing import Any

import pytest

from tierzero.tenancy import (
    Scope,
    ScopeViolation,
    scoped_document,
    scoped_filter,
    scoped_pipeline,
    scoped_update,
)

OWN = Scope("o-1", "u-1")


def test_filters_and_documents_get_the_organization() -> None:
    assert scoped_filter(OWN, {"a": 1}) == {"a": 1, "organization_id": "o-1"}
    assert scoped_filter(OWN) == {"organization_id": "o-1"}
    assert scoped_document(OWN, {"a": 1}) == {"a": 1, "organization_id": "o-1"}


@pytest.mark.parametrize("other", ["o-2", None, {"$ne": "o-1"}, {"$in": ["o-1", "o-2"]}])
def test_naming_another_organization_raises(other: Any) -> None:
    for call in (scoped_filter, scoped_document):
        with pytest.raises(ScopeViolation):
            call(OWN, {"organization_id": other})


@pytest.mark.parametrize(
    "update",
    [
        {"$set": {"organization_id": "o-2"}},
        {"$unset": {"organization_id": ""}},
        {"$set": {"organization_id.x": 1}},
        {"$rename": {"owner": "organization_id"}},
        {"organization_id": "o-2"},
        {"a": 1},
    ],
)
def test_an_update_cannot_move_a_document_out(update: dict[str, Any]) -> None:
    with pytest.raises(ScopeViolation):
        scoped_update(update)


def test_other_updates_pass() -> None:
    update = {"$set": {"name": "organization_id"}, "$inc": {"n": 1}}
    assert scoped_update(update) == update


@pytest.mark.parametrize(
    "stage",
    [
        {"$lookup": {"from": "others"}},
        {"$unionWith": "others"},
        {"$out": "others"},
        {"$merge": {"into": "others"}},
        {"$geoNear": {}},
        {"$facet": {"x": [{"$graphLookup": {}}]}},
    ],
)
def test_a_pipeline_cannot_reach_out(stage: dict[str, Any]) -> None:
    with pytest.raises(ScopeViolation):
        scoped_pipeline(OWN, [stage])


def test_a_pipeline_starts_with_the_organization() -> None:
    assert scoped_pipeline(OWN, [{"$count": "n"}])[0] == {"$match": {"organization_id": "o-1"}}


def test_a_scope_without_organization_cannot_be_made() -> None:
    with pytest.raises(ScopeViolation):
        Scope("", "u-1")
