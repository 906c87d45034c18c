"""A change is taken apart without remainder, and recalculation is not progress."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carbon.effects import Effects, Flow, effects


def flow(*numbers: str, restated: str | None = None) -> Flow:
    return Flow(
        *(Decimal(number) for number in numbers),
        restated_base_intensity=None if restated is None else Decimal(restated),
    )


def test_one_supplier_has_volume_and_intensity() -> None:
    assert effects([flow("100", "120", "2", "1.5")]) == Effects(
        volume=Decimal(40), mix=Decimal(0), intensity=Decimal(-60), recalculation=Decimal(0)
    )


def test_moving_to_the_cleaner_supplier_is_mix() -> None:
    moved = effects([flow("100", "50", "3", "3"), flow("100", "150", "1", "1")])
    assert moved == Effects(Decimal(0), Decimal(-100), Decimal(0), Decimal(0))


def test_a_new_method_is_recalculation_and_not_progress() -> None:
    result = effects([flow("100", "100", "2", "2.5", restated="2.5")])
    assert result == Effects(Decimal(0), Decimal(0), Decimal(0), Decimal(50))


def test_a_new_supplier_is_mix() -> None:
    assert effects([flow("0", "10", "2", "2")]).mix == 20


numbers = st.decimals("0", "1e6", places=4)
flows = st.lists(
    st.builds(Flow, numbers, numbers, numbers, numbers, st.none() | numbers), max_size=6
)


@given(flows)
def test_the_effects_add_up_to_the_change(known: list[Flow]) -> None:
    base = sum(each.base_volume * each.base_intensity for each in known)
    current = sum(each.current_volume * each.current_intensity for each in known)
    assert effects(known).change == current - base
