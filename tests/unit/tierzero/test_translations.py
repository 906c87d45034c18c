"""Every text that people read exists in both languages, in every package."""

import pytest

from tierzero.i18n.checking import findings, placeholders
from tierzero.i18n.extraction import PACKAGES, package_root, texts_of


@pytest.mark.parametrize("package", [name for name in PACKAGES if package_root(name)])
def test_no_text_lacks_its_translation(package: str) -> None:
    assert findings(package) == []


def test_texts_are_found_in_code_and_in_templates() -> None:
    found = {text.path.rpartition(".")[2]: text for text in texts_of("tierzero")}
    assert set(found) == {"py", "html"}


def test_only_plain_names_may_stand_in_braces() -> None:
    assert placeholders("{first} of {total}") == {"first", "total"}
    for wrong in ("{}", "{0}", "{amount:.2f}", "{name!r}", "{a.b}", "{open"):
        with pytest.raises(ValueError, match=r"."):
            placeholders(wrong)
