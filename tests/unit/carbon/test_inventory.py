"""An inventory is the integer sum of its lines, in any order."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from carbon.inventory import InventoryLine, Key, Share, fold
from carbon.scope3.results import Method

lines = st.lists(
    st.builds(
        InventoryLine,
        activity_id=st.uuids().map(str),
        category=st.integers(1, 15),
        year=st.integers(2023, 2025),
        supplier_id=st.sampled_from(["mill", "mine", "yard"]),
        method=st.sampled_from(list(Method)),
        emissions_mg=st.integers(-(10**20), 10**20),
        gwp_set=st.sampled_from(["AR5", "AR6", ""]),
    )
)


def test_an_inventory_by_hand() -> None:
    result = fold(
        [
            InventoryLine("a", 1, 2025, "mill", Method.SUPPLIER_SPECIFIC, 5, "AR6"),
            InventoryLine("b", 1, 2025, "mine", Method.SPEND_BASED, 7, "AR5"),
            InventoryLine("c", 1, 2025, "mill", Method.UNRESOLVED, 0, ""),
            InventoryLine("d", 1, 2024, "mill", Method.SUPPLIER_SPECIFIC, 11, "AR6"),
        ]
    )
    assert list(result) == [Key(1, 2024), Key(1, 2025)]
    year = result[Key(1, 2025)]
    assert (year.total_mg, year.line_count, year.unresolved_line_count) == (12, 3, 1)
    assert year.methods[Method.SPEND_BASED] == Share(7, 1)
    assert year.suppliers == {"mill": Share(5, 2), "mine": Share(7, 1)}
    assert year.gwp_sets == ("AR5", "AR6")


@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_lines_cannot_show(given_lines: list[InventoryLine], random: Random) -> None:
    expected = fold(given_lines)
    random.shuffle(given_lines)
    shuffled = fold(given_lines)
    assert shuffled == expected
    assert list(shuffled) == list(expected)


@given(lines)
def test_nothing_is_lost_or_counted_twice(given_lines: list[InventoryLine]) -> None:
    result = fold(given_lines)
    assert sum(each.total_mg for each in result.values()) == sum(
        line.emissions_mg for line in given_lines
    )
    for each in result.values():
        assert each.total_mg == sum(share.total_mg for share in each.methods.values())
        assert each.total_mg == sum(share.total_mg for share in each.suppliers.values())
        assert each.line_count == sum(share.line_count for share in each.methods.values())
