"""A class covers its finer classes, decided at a digit or at a segment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.classifications import covering, covers, normal_form, specificity

SCHEMES = st.sampled_from(["cpc", "CPC", "nace", "unspsc", "pact", "iso"])
CODES = st.text(alphabet="0123a:.- ", min_size=1, max_size=8)
CLASSES = st.builds("urn:{}:{}".format, SCHEMES, CODES)


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("urn:cpc:412", "urn:cpc:41261"),
        ("urn:cpc:41261", "urn:cpc:41261"),
        ("URN:CPC:412", "urn:cpc:4126"),
        ("urn:naics:331", "urn:naics:331110"),
        ("urn:nace:C24", "urn:nace:C24.10"),
        ("urn:unspsc:11000000", "urn:unspsc:11101500"),
        ("urn:pact:cas.org:substance-number", "urn:pact:cas.org:substance-number:7440-50-8"),
    ],
)
def test_covers(coarse: str, fine: str) -> None:
    assert covers(coarse, fine)


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("urn:cpc:41261", "urn:cpc:412"),
        ("urn:cpc:413", "urn:cpc:41261"),
        ("urn:cpc:", "urn:cpc:41261"),
        ("urn:cpc", "urn:cpc:41261"),
        ("", "urn:cpc:41261"),
        ("urn:isic:412", "urn:cpc:41261"),
        ("urn:unspsc:11101500", "urn:unspsc:11000000"),
        ("urn:pact:cas.org:substance-number:744", "urn:pact:cas.org:substance-number:7440-50-8"),
    ],
)
def test_does_not_cover(coarse: str, fine: str) -> None:
    assert not covers(coarse, fine)


def test_the_finer_class_is_the_more_specific() -> None:
    assert specificity("urn:cpc:41261") > specificity("urn:cpc:412") > specificity("nonsense")


@given(CLASSES, CLASSES)
def test_covering_classes_are_an_index_of_covers(coarse: str, fine: str) -> None:
    assert covers(coarse, fine) == (normal_form(coarse) in covering(fine))


def test_classes_that_cover_are_named_coarsest_first() -> None:
    assert covering("urn:CPC:412-6") == ("urn:cpc:4", "urn:cpc:41", "urn:cpc:412", "urn:cpc:4126")
    assert covering("urn:unspsc:11101500")[-1] == "urn:unspsc:111015"
    assert covering("steel") == ()
