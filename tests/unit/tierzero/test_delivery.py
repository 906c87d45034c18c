"""A message is taken apart so that one fact at fault stands alone, whatever kind it is of."""

from datetime import UTC, datetime

import pytest

from tierzero.agents.delivery import Delivery, check_identities
from tierzero.cloud_events import EventAttributes
from tierzero.deadletter import Unusable
from tierzero.deadletter.repository import Original
from tierzero.procurement.v1.factor_pb2 import FactorsPublished
from tierzero.topics import FACTORS


def delivery_of(envelope: FactorsPublished) -> Delivery:
    """The envelope as it comes from the bus."""
    attributes = EventAttributes("1", "/test", FACTORS.event_type, "set", datetime.now(UTC))
    original = Original(FACTORS.name, 0, 0, b"set", envelope.SerializeToString(), {})
    return Delivery(FACTORS, envelope, attributes, original)


def published() -> FactorsPublished:
    """Two factors and an exchange rate, each with an identity."""
    envelope = FactorsPublished()
    for field in (envelope.facts, envelope.facts, envelope.exchange_rates):
        fact = field.add().fact
        fact.id, fact.version = f"fact-{len(field)}", 1
    return envelope


def test_facts_of_every_kind_survive_being_taken_apart() -> None:
    singles = [one.envelope for one in delivery_of(published()).one_by_one()]
    together = FactorsPublished()
    for single in singles:
        together.MergeFrom(single)
    assert len(singles) == 3
    assert together == published()


def test_a_fact_without_identity_is_at_fault_alone() -> None:
    envelope = published()
    envelope.exchange_rates[0].fact.version = 0
    with pytest.raises(Unusable, match="lacks its id"):
        check_identities(delivery_of(envelope))
    first, second, rate = delivery_of(envelope).one_by_one()
    check_identities(first)
    check_identities(second)
    with pytest.raises(Unusable, match="lacks its id"):
        check_identities(rate)
