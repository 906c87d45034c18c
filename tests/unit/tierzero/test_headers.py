"""Attributes read the quick way are those that the library reads; what is unusual is left to it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tierzero import cloud_events
from tierzero.cloud_events import EventAttributes, NotACloudEvent, from_headers, to_message

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
times = st.datetimes(timezones=st.just(UTC))


@given(texts, texts, times)
def test_what_is_written_is_read_again(identity: str, subject: str, time: datetime) -> None:
    attributes = EventAttributes(identity, "/tierzero/test", "a.b.v1", subject, time)
    headers = to_message(attributes, b"")[2]
    assert from_headers(headers) == attributes
    quick = cloud_events._usual(dict(headers))
    assert quick in (None, cloud_events._by_library(dict(headers)))


def test_what_the_relay_writes_is_read_the_quick_way() -> None:
    attributes = EventAttributes("65f0", "/tierzero/x", "a.v1", "plant", datetime.now(UTC))
    headers = [*to_message(attributes, b"")[2], ("traceparent", b"00-1-2-01")]
    assert cloud_events._usual(dict(headers)) == attributes


@pytest.mark.parametrize("name", ["ce_source", "ce_type"])
def test_what_lacks_an_attribute_is_no_event(name: str) -> None:
    attributes = EventAttributes("65f0", "/tierzero/x", "a.v1", "plant", datetime.now(UTC))
    headers = [one for one in to_message(attributes, b"")[2] if one[0] != name]
    with pytest.raises(NotACloudEvent):
        from_headers(headers)
