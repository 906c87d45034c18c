"""Names of the scope 3 categories (GHG Protocol, corporate value chain standard, table 5.1)."""

from collections.abc import Mapping
from functools import cache

from carbon.texts import Text

CATEGORIES: Mapping[int, Text] = {
    1: Text("Purchased goods and services", "外购商品和服务"),
    2: Text("Capital goods", "资本商品"),
    3: Text("Fuel- and energy-related activities", "燃料和能源相关活动"),
    4: Text("Upstream transportation and distribution", "上游运输和配送"),
    5: Text("Waste generated in operations", "运营中产生的废物"),
    6: Text("Business travel", "商务旅行"),
    7: Text("Employee commuting", "员工通勤"),
    8: Text("Upstream leased assets", "上游租赁资产"),
    9: Text("Downstream transportation and distribution", "下游运输和配送"),
    10: Text("Processing of sold products", "已售产品的加工"),
    11: Text("Use of sold products", "已售产品的使用"),
    12: Text("End-of-life treatment of sold products", "已售产品的报废处理"),
    13: Text("Downstream leased assets", "下游租赁资产"),
    14: Text("Franchises", "特许经营"),
    15: Text("Investments", "投资"),
}


@cache
def category_names(language: str) -> Mapping[int, str]:
    """Number of each category → its name; anything but Chinese reads English."""
    return {number: name.in_language(language) for number, name in CATEGORIES.items()}
