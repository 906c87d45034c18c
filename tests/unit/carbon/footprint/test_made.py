"""A footprint filled in all at once is the one that its class makes."""

from dataclasses import asdict, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.model import CarbonFootprint, made

_STATED = {one.name: one for one in fields(CarbonFootprint)}
_REQUIRED = list(_STATED)[:12]


@given(st.dictionaries(st.sampled_from(list(_STATED)), st.integers()))
def test_both_ways_make_the_same(some: dict[str, Any]) -> None:
    attributes: dict[str, Any] = dict.fromkeys(_REQUIRED, 1) | some
    quick, slow = made(CarbonFootprint, attributes), CarbonFootprint(**attributes)
    assert quick == slow
    assert asdict(quick) == asdict(slow)
    assert repr(quick) == repr(slow)


@pytest.mark.parametrize("wrong", [{"declared_unit_amount": None}, {"unknown": 1}])
def test_what_is_missing_or_unknown_is_named(wrong: dict[str, Any]) -> None:
    attributes = dict.fromkeys(_REQUIRED, 1)
    [name] = wrong
    if wrong[name] is None:
        del attributes[name]
    else:
        attributes |= wrong
    with pytest.raises(TypeError, match=name):
        made(CarbonFootprint, attributes)
