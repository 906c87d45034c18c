"""A version grows only with its content."""

from dataclasses import replace
from datetime import UTC, datetime

from aggregator.progress.calculation import progress_of
from aggregator.progress.inputs import Inputs
from aggregator.progress.keeping import progress_from, update_of
from carbon.initiatives import Direction
from tests.unit.aggregator.builders import FACTORY, inventory, target
from tierzero.store import Document

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FACTS = Inputs(FACTORY, [inventory(2020, 1000), inventory(2025, 700)], targets=[target()])


def kept(inputs: Inputs, before: Document | None = None) -> Document:
    """The document after a recomputation."""
    update = update_of(FACTORY, before, progress_of(inputs), NOW)
    assert update is not None
    return {"_id": FACTORY, **update.document}


def test_the_same_facts_make_no_new_version() -> None:
    assert update_of(FACTORY, kept(FACTS), progress_of(FACTS), NOW) is None


def test_only_the_direction_that_changed_gets_a_version_and_is_stated() -> None:
    more = replace(FACTS, inventories=[*FACTS.inventories, inventory(2025, 5, category=9)])
    update = update_of(FACTORY, kept(FACTS), progress_of(more), NOW)
    assert update is not None
    versions = [one["version"] for one in update.document["directions"]]
    assert (versions, update.document["revision"]) == ([1, 2, 1], 2)
    assert [fact.fact.id for fact in update.facts] == [f"{FACTORY}:downstream"]
    assert update.facts[0].fact.version == 2


def test_what_is_kept_is_read_back_as_it_was() -> None:
    read = progress_from(kept(FACTS))
    assert read.directions == progress_of(FACTS)
    assert read.of(Direction.UPSTREAM).years[-1].year == 2025


def test_the_time_to_progress_counts_from_news_only() -> None:
    first = update_of(FACTORY, None, progress_of(FACTS), NOW)
    assert first is not None
    assert first.known_at == (FACTS.inventories[0].known_at,)
    # Another target changes the figures, but brings no news of emissions.
    retargeted = replace(FACTS, targets=[target(reduction="50")])
    update = update_of(FACTORY, kept(FACTS), progress_of(retargeted), NOW)
    assert update is not None
    assert update.known_at == ()
