"""Texts are values; words come from who reads them."""

from pathlib import Path

import pytest

from tierzero.i18n import (
    Catalogs,
    Text,
    _,
    current_language,
    literal,
    load_catalogs,
    ngettext,
    pgettext,
    use_language,
)
from tierzero.i18n.catalogs import read_catalog


@pytest.fixture(scope="module")
def catalogs() -> Catalogs:
    return load_catalogs("tierzero")


def test_one_text_serves_readers_of_both_languages(catalogs: Catalogs) -> None:
    text = _("Must be at least {bound}.", bound=3)
    assert text.render(catalogs.translator("en")) == "Must be at least 3."
    assert text.render(catalogs.translator("zh-CN")) == "不得小于 3。"


def test_str_speaks_the_language_of_the_present_caller(catalogs: Catalogs) -> None:
    assert str(_("Sign in")) == "Sign in"
    with use_language(catalogs.translator("zh-CN")):
        assert (str(_("Sign in")), current_language()) == ("登录", "zh-CN")
    assert current_language() == "en"


def test_texts_among_the_parameters_follow_the_language(catalogs: Catalogs) -> None:
    text = _("Value ({unit})", unit=_("kilogram"))
    assert text.render(catalogs.translator("zh-CN")) == "值（千克）"


def test_counts_choose_the_form(catalogs: Catalogs) -> None:
    def counted(n: int) -> Text:
        return ngettext("At most {n} character.", "At most {n} characters.", n)

    assert [str(counted(1)), str(counted(2))] == ["At most 1 character.", "At most 2 characters."]
    assert counted(2).render(catalogs.translator("zh-CN")) == "最多 2 个字符。"


def test_context_tells_equal_english_apart(catalogs: Catalogs) -> None:
    assert pgettext("verdict", "Pass").render(catalogs.translator("zh-CN")) == "通过"
    assert _("Pass").render(catalogs.translator("zh-CN")) == "Pass"


def test_what_a_person_typed_is_neither_translated_nor_formatted(catalogs: Catalogs) -> None:
    assert literal("Sign in {bound}").render(catalogs.translator("zh-CN")) == "Sign in {bound}"


def test_an_unknown_language_gets_english(catalogs: Catalogs) -> None:
    assert _("Sign in").render(catalogs.translator("fr")) == "Sign in"


def test_a_damaged_catalog_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_text('msgid "Sign in"\nthis is no translation\n')
    with pytest.raises(Exception, match=r"."):
        read_catalog(path, "zh-CN")
