"""Effects by flow add up exactly, and are those of `carbon.effects` but for rounding."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from carbon import effects as oracle
from carbon.comparison.effects import Effects, FlowSides, Side, effects_of, total
from carbon.decimals import exact_arithmetic

emissions = st.integers(0, 10**15)
volumes = st.decimals("0.001", "1e6", places=3)
nothing = st.just(Side())
sides = st.builds(Side, emissions, volumes)
flows = st.lists(
    st.builds(FlowSides, st.one_of(nothing, sides), st.one_of(nothing, sides), st.booleans()),
    max_size=6,
)


def flow(
    base: tuple[int, str], current: tuple[int, str], *, recalculated: bool = False
) -> FlowSides:
    return FlowSides(
        Side(base[0], Decimal(base[1])), Side(current[0], Decimal(current[1])), recalculated
    )


def test_growing_and_getting_better_are_told_apart() -> None:
    assert effects_of([flow((200, "100"), (180, "120"))]) == [Effects(volume=40, intensity=-60)]


def test_moving_to_the_cleaner_supplier_is_mix() -> None:
    group = [flow((300, "100"), (150, "50")), flow((100, "100"), (150, "150"))]
    assert total(effects_of(group)) == Effects(mix=-100)


def test_what_another_method_moves_is_recalculation_and_no_progress() -> None:
    (found,) = effects_of([flow((200, "100"), (150, "100"), recalculated=True)])
    assert found == Effects(recalculation=-50)


def test_a_new_supplier_is_mix_and_a_product_no_longer_bought_is_volume() -> None:
    assert effects_of([flow((0, "0"), (20, "10"))]) == [Effects(mix=20)]
    assert effects_of([flow((20, "10"), (0, "0"))]) == [Effects(volume=-20)]


@given(flows)
def test_the_effects_of_each_flow_add_up_to_its_change_exactly(group: list[FlowSides]) -> None:
    found = effects_of(group)
    for one, effects in zip(group, found, strict=True):
        assert effects.change == one.current.emissions_mg - one.base.emissions_mg
    change = sum(one.current.emissions_mg - one.base.emissions_mg for one in group)
    assert total(found).change == change


@given(flows)
def test_a_group_has_the_effects_of_the_textbook(group: list[FlowSides]) -> None:
    found = total(effects_of(group))
    wanted = oracle.effects(map(_textbook, group))
    most = 2 * len(group)
    for name in ("volume", "mix", "intensity", "recalculation"):
        assert abs(getattr(found, name) - getattr(wanted, name)) <= most, name


def _textbook(one: FlowSides) -> oracle.Flow:
    base, current = _intensity(one.base), _intensity(one.current)
    is_new = not one.base.volume
    restates = one.is_recalculated and one.base.volume and one.current.volume
    return oracle.Flow(
        one.base.volume,
        one.current.volume,
        current if is_new else base,
        current,
        current if restates else None,
    )


def _intensity(side: Side) -> Decimal:
    with exact_arithmetic():
        return Decimal(side.emissions_mg) / side.volume if side.volume else Decimal(0)


@given(flows, st.randoms())
def test_the_order_of_flows_does_not_matter(group: list[FlowSides], chance: object) -> None:
    known = dict(enumerate(group))
    places = list(known)
    chance.shuffle(places)  # type: ignore[attr-defined]
    shuffled = dict(zip(places, effects_of([known[place] for place in places]), strict=True))
    assert [shuffled[place] for place in known] == effects_of(group)
