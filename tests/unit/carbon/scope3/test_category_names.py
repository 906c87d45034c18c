"""The fifteen categories have a name in each language."""

from carbon.scope3.category_names import category_names


def test_every_category_has_a_name_of_its_own_in_both_languages() -> None:
    for language in ("en", "zh-CN"):
        names = category_names(language)
        assert list(names) == list(range(1, 16))
        assert len(set(names.values())) == 15
    assert category_names("en")[1] == "Purchased goods and services"
    assert category_names("zh-CN")[11] == "已售产品的使用"
