"""A class covers its finer classes, decided at a digit or at a segment."""

import pytest

from carbon.classifications import covers, specificity


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
