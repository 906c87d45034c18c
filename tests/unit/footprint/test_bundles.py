"""Bundles: news by version, and parts that fit into a message."""

from hypothesis import given
from hypothesis import strategies as st

from footprint.bundles import Bundle, count, enter, in_parts, new_book, news_of
from tests.unit.footprint import facts


def test_of_several_versions_the_highest_is_news_once() -> None:
    book = new_book()
    versions = [facts.product("coil", version=version) for version in (2, 3, 1)]
    news = news_of(book, Bundle(products=versions))
    assert [one.fact.version for one in news.products] == [3]
    enter(book, news)
    assert count(news_of(book, Bundle(products=versions))) == 0


@given(st.lists(st.integers(1, 300_000), max_size=12))
def test_parts_are_small_and_together_the_whole(sizes: list[int]) -> None:
    bought = [
        facts.purchase(f"a{number}", description="x" * size) for number, size in enumerate(sizes)
    ]
    whole = Bundle(products=[facts.product("coil")], activities=bought)
    parts = list(in_parts(whole))
    joined = Bundle.FromString(b"".join(part.SerializeToString() for part in parts))
    assert joined == whole
    assert all(part.ByteSize() < 900_000 for part in parts)


def test_a_part_holds_at_most_5000_facts() -> None:
    many = Bundle(products=[facts.product(f"p{number}") for number in range(10_001)])
    assert [count(part) for part in in_parts(many)] == [5000, 2500, 2501]
