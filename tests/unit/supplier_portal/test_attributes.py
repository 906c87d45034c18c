"""The attribute table, its labels and the columns and fields made of it."""

import pytest

from carbon.footprint.pcf_fields import CARBON_FOOTPRINT
from supplier_portal.bulk.columns import columns_of
from supplier_portal.footprints.attributes import ATTRIBUTES
from supplier_portal.footprints.groups import core_groups, further_groups
from tierzero.i18n import load_catalogs


def test_every_attribute_is_offered_exactly_once_in_the_form() -> None:
    groups = [*core_groups(), *further_groups()]
    paths = [field.attribute.path for group in groups for field in group.inputs]
    assert sorted(paths) == sorted(attribute.path for attribute in ATTRIBUTES)
    top = {path.split(".")[0] for path in paths}
    lists = {"productOrSectorSpecificRules", "secondaryEmissionFactorSources"}
    assert top | lists == {field.name for field in CARBON_FOOTPRINT.fields}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_columns_can_be_told_apart_by_their_titles(language: str) -> None:
    columns = columns_of(load_catalogs("tierzero", "supplier_portal"))
    titles = [column.titles[language] for column in columns]
    assert len(set(titles)) == len(titles)
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)


def test_every_column_explains_itself() -> None:
    columns = columns_of(load_catalogs("tierzero", "supplier_portal"))
    assert [column.name for column in columns if not column.help.get("en")] == []
