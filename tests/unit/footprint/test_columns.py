"""Footprints read in columns are those that the protobuf library reads, judged alike."""

from typing import Any

from google.protobuf.message import DecodeError
from hypothesis import given, settings
from hypothesis import strategies as st

from footprint.bundles import Bundle, enter, new_book, news_of
from footprint.columns import layout
from footprint.columns.rows import routed_rows, rows_of, stated_rows
from footprint.routing.reduction import reduced_footprints
from footprint.routing.shelf import Shelf, newest_of
from footprint.values import check_footprint
from tests.unit.footprint import facts
from tests.unit.footprint.test_checking import footprints
from tierzero.agents import Unusable
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint, FootprintsStated

names = st.sampled_from(["f", "g", "钢", "x" * 200])
versions = st.integers(-1, 3) | st.sampled_from([2**40, 2**63 - 1, -(2**63)])
extras = st.sampled_from(
    [
        b"",
        Footprint(
            comment="made by hand", product_ids=["urn:gtin:4712345060507"]
        ).SerializeToString(),
        Footprint(product_id="again").SerializeToString(),
        Footprint(pcf={"dqi": {"temporal_dqr": "2.5"}}).SerializeToString(),
        Footprint(pcf={"dqi": {"temporal_dqr": "5.5"}}).SerializeToString(),
        Footprint(pcf={"verification": {"coverage": "all"}}).SerializeToString(),
        Footprint(fact={"withdrawn": True}).SerializeToString(),
        b"\xf8\x3f\x01",  # a field of the future
        b"\x1d\x00\x00\x00\x00",  # field 3 of another wire type
    ]
)


@st.composite
def written(draw: Any) -> bytes:
    """One footprint as a field of an envelope, also in ways that no serializer chooses."""
    stated = draw(footprints())
    stated.fact.id, stated.fact.version = draw(names), draw(versions)
    stated.pcf.ipcc_characterization_factors.extend(draw(st.lists(names, max_size=2)))
    stated.pcf.verification.provider_name = draw(st.sampled_from(["", "somebody"]))
    stated.pcf.packaging_ghg_emissions = draw(st.sampled_from(["", "0.5"]))
    content = stated.SerializeToString() + draw(extras)
    begin = bytes([10, len(content) % 128 | 128, len(content) // 128])
    return begin + content


def judged(envelope: bytes) -> list[Footprint] | None:
    """What the library reads of an envelope; None where any of it is unusable."""
    read = FootprintsStated.FromString(envelope)
    try:
        for one in read.facts:
            check_footprint(one)
    except Unusable:
        return None
    if any(one.fact.version < 1 or not one.fact.id for one in read.facts):
        return None
    return list(reduced_footprints(read))


def in_columns(envelope: bytes) -> list[Footprint] | None:
    """The same by columns."""
    try:
        rows = stated_rows(envelope)
    except Unusable:
        return None
    found = [*Bundle.FromString(b"".join(rows.records)).footprints]
    assert rows.ids == [one.fact.id.encode() for one in found]
    assert rows.versions.tolist() == [one.fact.version for one in found]
    assert rows.product_ids == [one.product_id for one in found]
    for supplier_id, own in rows.by_supplier().items():
        assert own.ids == [one.fact.id.encode() for one in found if one.supplier_id == supplier_id]
    return found


@settings(max_examples=500, deadline=None)
@given(st.lists(written(), max_size=4).map(b"".join))
def test_columns_say_what_the_library_says(envelope: bytes) -> None:
    assert in_columns(envelope) == judged(envelope)


@settings(max_examples=500, deadline=None)
@given(written(), st.integers(0), st.integers(0, 255))
def test_a_byte_that_is_wrong_is_read_as_the_library_reads_it(
    envelope: bytes, place: int, byte: int
) -> None:
    at = place % len(envelope)
    broken = envelope[:at] + bytes([byte]) + envelope[at + 1 :]
    try:
        wanted = judged(broken)
    except DecodeError:
        return
    assert in_columns(broken) == wanted


def test_nothing_a_serializer_writes_needs_a_second_look() -> None:
    usual = facts.footprint("f", "coil", "2.5")
    usual.pcf.dqi.technological_dqr = "1.5"
    usual.pcf.primary_data_share = "56.12"
    rows = stated_rows(FootprintsStated(facts=[usual] * 3).SerializeToString())
    assert rows.table[layout.JUDGEMENT].tolist() == [0, 0, 0]
    assert len(routed_rows(Bundle(network_id="n", footprints=[usual]).SerializeToString())) == 1


@given(st.lists(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 4)), max_size=8)))
def test_news_are_what_they_are_for_every_other_fact(batches: list[list[tuple[str, int]]]) -> None:
    shelf, book = Shelf(), new_book()
    for number, batch in enumerate(batches):
        stated = [
            facts.footprint(identity, f"p{number}{index}", "1", version=version)
            for index, (identity, version) in enumerate(batch)
        ]
        news = newest_of(shelf, stated_rows(FootprintsStated(facts=stated).SerializeToString()))
        wanted = news_of(book, Bundle(footprints=stated))
        found = Bundle.FromString(b"".join(news.records)).footprints
        assert {one.fact.id: one for one in found} == {
            one.fact.id: one
            for one in reduced_footprints(FootprintsStated(facts=wanted.footprints))
        }
        shelf.put(news)
        enter(book, wanted)
    for product_id in {one.product_id for one in book["footprints"].values()}:
        (held,) = shelf.of_product(product_id)
        assert held.fact.version == book["footprints"][held.fact.id].fact.version
    assert len(shelf) == len(book["footprints"])
    held = {one.decode() for one in rows_of(shelf.envelopes()).ids}
    assert held == book["footprints"].keys()
