"""Every text of the service is in both languages."""

from tierzero.i18n.checking import findings


def test_no_text_lacks_its_translation() -> None:
    assert findings("procurement") == []
