"""The columns of a file of emission factors."""

from tierzero.tabular import Choice, Column

_KINDS = (
    Choice("spend_based", {"en": "spend-based", "zh-CN": "基于支出"}),
    Choice("average_data", {"en": "average data", "zh-CN": "平均数据"}),
)
COLUMNS = (
    Column(
        "factor_set",
        {"en": "Factor set", "zh-CN": "因子集"},
        required=True,
        max_length=100,
        example="national-averages",
    ),
    Column(
        "version",
        {"en": "Version", "zh-CN": "版本"},
        required=True,
        max_length=100,
        example="2026.1",
    ),
    Column(
        "kind",
        {"en": "Kind", "zh-CN": "类型"},
        "enum",
        required=True,
        choices=_KINDS,
        example="average_data",
    ),
    Column(
        "classification",
        {"en": "Classification", "zh-CN": "分类"},
        required=True,
        help={"en": "URN, for example urn:naics:325211.", "zh-CN": "URN,例如 urn:naics:325211。"},
        example="urn:cpc:34730",
    ),
    Column("name", {"en": "Name", "zh-CN": "名称"}, example="Plastics in primary forms"),
    Column(
        "value",
        {"en": "Value", "zh-CN": "数值"},
        "decimal",
        required=True,
        unit="kgCO2e",
        help={"en": "Per one unit.", "zh-CN": "每单位。"},
        example="2.1",
    ),
    Column(
        "unit",
        {"en": "Unit or currency", "zh-CN": "单位或币种"},
        required=True,
        example="kg",
    ),
    Column("price_year", {"en": "Price year", "zh-CN": "价格年份"}, "integer"),
    Column("includes_margins", {"en": "Margins included", "zh-CN": "含流通加价"}, "boolean"),
    Column("region", {"en": "Region", "zh-CN": "地区"}, example="CN"),
    Column("data_year", {"en": "Data year", "zh-CN": "数据年份"}, "integer", example="2024"),
    Column("gwp_set", {"en": "GWP set", "zh-CN": "GWP 版本"}, required=True, example="AR6"),
    Column("source", {"en": "Source", "zh-CN": "来源"}),
    Column("licence", {"en": "Licence", "zh-CN": "许可"}),
    Column("valid_from", {"en": "Valid from", "zh-CN": "有效期始"}, "date"),
    Column("valid_until", {"en": "Valid until", "zh-CN": "有效期止"}, "date"),
)
