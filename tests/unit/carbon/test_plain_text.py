"""What nobody can see is found in a text; everything else may stand in it."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from carbon.plain_text import unseen_character

shown = st.characters(exclude_categories=["Cc", "Cs", "Cf"])


@given(st.text(shown | st.sampled_from("\t\r\n")))
def test_any_text_of_visible_characters_is_plain(text: str) -> None:
    assert unseen_character(text) is None


@given(st.text(shown), st.characters(categories=["Cc", "Cs"], exclude_characters="\t\r\n"))
def test_a_control_or_half_a_character_is_named(text: str, unseen: str) -> None:
    assert unseen_character(text + unseen + text) == f"U+{ord(unseen):04X}"


def test_marks_that_turn_the_direction_are_named() -> None:
    turning = [chr(one) for one in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
    assert all(unicodedata.category(one) == "Cf" for one in turning)
    assert all(unseen_character(f"a{one}b") for one in turning)


def test_names_in_any_script_and_joined_signs_are_plain() -> None:
    assert all(unseen_character(one) is None for one in ("宁波钢铁", "مصنع", "क्‍ष", "👩‍🏭"))
