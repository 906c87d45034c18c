"""The fields of each kind, as columns of files and fields of forms; nested names have dots."""

from collections.abc import Mapping, Sequence

from tierzero.tabular import Column
from tierzero.tabular.columns import Choice

REFERENCE = Column(
    "reference",
    {"en": "Reference", "zh-CN": "编号"},
    required=True,
    max_length=120,
    help={
        "en": "Your own number. Sent again, it replaces.",
        "zh-CN": "贵方自己的编号。再次上传时替换原记录。",
    },
    example="A-2026-03",
)
DATE = Column("date", {"en": "Date", "zh-CN": "日期"}, "date", required=True, example="2026-03-31")
_DESCRIPTION = Column("description", {"en": "Description", "zh-CN": "说明"})
_PRODUCT = Column("product_id", {"en": "Product id", "zh-CN": "产品标识"}, max_length=100)
_AMOUNT = Column("amount", {"en": "Amount of money", "zh-CN": "金额"}, "decimal")
_REVENUE = Column("revenue", {"en": "Revenue", "zh-CN": "营业收入"}, "decimal")
_CURRENCY = Column("currency", {"en": "Currency", "zh-CN": "币种"}, example="CNY")


def _number(name: str, english: str, chinese: str, example: str = "", unit: str = "") -> Column:
    titles = {"en": english, "zh-CN": chinese}
    return Column(name, titles, "decimal", unit=unit, example=example)


def _unit(name: str, english: str, chinese: str, example: str) -> Column:
    titles = {"en": f"Unit of {english}", "zh-CN": f"{chinese}单位"}
    return Column(name, titles, example=example)


def _classes(name: str, english: str, chinese: str, example: str) -> Column:
    titles = {"en": f"Classes of {english}", "zh-CN": f"{chinese}的分类"}
    wanted = {
        "en": "URNs that choose the emission factor, the best first.",
        "zh-CN": "用于选择排放因子的 URN,最合适的在前。",
    }
    return Column(name, titles, help=wanted, example=example)


def _priced(name: str, english: str, chinese: str, unit: str, urn: str) -> tuple[Column, ...]:
    return (
        _number(f"{name}.value", english[0].upper() + english[1:], chinese, "100"),
        _unit(f"{name}.unit", english, chinese, unit),
        _classes(f"{name}.classifications", english, chinese, urn),
    )


def _measured(name: str, english: str, chinese: str, unit_name: str, unit: str) -> Sequence[Column]:
    title = english[0].upper() + english[1:]
    return _number(name, title, chinese, "100"), _unit(unit_name, english, chinese, unit)


def _categories(*numbers: tuple[int, str, str]) -> Column:
    choices = tuple(
        Choice(str(number), {"en": f"{number} – {english}", "zh-CN": f"{number} – {chinese}"})
        for number, english, chinese in numbers
    )
    titles = {"en": "Category", "zh-CN": "类别"}
    return Column("category", titles, "enum", choices=choices, example=choices[0].value)


def _treatments() -> tuple[Column, ...]:
    return tuple(
        column
        for place in range(3)
        for column in (
            _number(
                f"treatments[{place}].share",
                f"Share of treatment {place + 1}",
                f"处理方式 {place + 1} 占比",
                "" if place else "1",
            ),
            _classes(
                f"treatments[{place}].classifications",
                f"treatment {place + 1}",
                f"处理方式 {place + 1}",
                "" if place else "urn:waste:landfill",
            ),
        )
    )


def _leak(name: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}[0].gas", {"en": "Gas that escaped", "zh-CN": "逸散气体"}),
        *_measured(f"{name}[0].mass", "escaped mass", "逸散质量", f"{name}[0].mass_unit", ""),
    )


_MASS = _measured("mass", "mass", "质量", "mass_unit", "t")
_DISTANCE = _measured("distance", "distance", "距离", "distance_unit", "km")
_SCOPES = (
    _number("scope_1", "Scope 1", "范围一", unit="kg CO2e"),
    _number("scope_2", "Scope 2", "范围二", unit="kg CO2e"),
)
_AREA = _priced("area", "floor area", "建筑面积", "m2", "urn:building:office")

COLUMNS: Mapping[str, Sequence[Column]] = {
    "fuel_use": _priced("fuel", "fuel", "燃料", "l", "urn:fuel:diesel:upstream"),
    "electricity_use": (
        *_priced("electricity", "electricity", "电力", "kWh", "urn:electricity:cn:upstream"),
        _number("loss_share", "Grid losses (0 to 1)", "线损占比(0 至 1)", "0.05"),
        _classes("generation", "generation", "发电", "urn:electricity:cn"),
    ),
    "transport": (
        _categories((4, "paid by you", "由贵方付费"), (9, "paid by others", "由他方付费")),
        *_MASS,
        *_DISTANCE,
        _classes("classifications", "transport", "运输", "urn:transport:road:truck"),
        *_priced("fuels[0]", "fuel", "燃料", "", ""),
        _number("allocation_share", "Share of the load (0 to 1)", "装载占比(0 至 1)"),
        *_leak("leakages"),
        _AMOUNT,
        _CURRENCY,
        _PRODUCT,
        _DESCRIPTION,
    ),
    "waste_treatment": (*_MASS, *_treatments(), _DESCRIPTION),
    "travel": (
        _number("passengers", "Passengers", "人数", "2"),
        *_DISTANCE,
        _classes("classifications", "travel", "出行方式", "urn:transport:air:economy"),
        *_priced("fuels[0]", "fuel", "燃料", "", ""),
        *_priced("hotel_nights", "hotel nights", "住宿间夜", "", ""),
        _DESCRIPTION,
    ),
    "commuting": (
        _number("employees", "Employees", "员工人数", "120"),
        _number("days", "Days in the period", "期间天数", "230"),
        *_measured("one_way_distance", "one-way distance", "单程距离", "distance_unit", "km"),
        _classes("classifications", "way to work", "通勤方式", "urn:transport:road:car"),
        *_priced("telework_energy", "energy per day of telework", "居家办公日用能", "", ""),
    ),
    "leased_asset": (
        _categories((8, "you lease it", "贵方租入"), (13, "you let it", "贵方租出")),
        _number("emissions", "Emissions of the asset", "资产排放量", unit="kg CO2e"),
        _number("share", "Leased share (0 to 1)", "租赁占比(0 至 1)"),
        *_AREA,
        _DESCRIPTION,
    ),
    "processing": (
        _number("processor_emissions", "Emissions of the processor", "加工方排放量", "", "kg CO2e"),
        _number("product_share", "Share of your products (0 to 1)", "贵方产品占比(0 至 1)"),
        *_priced("sold", "quantity sold", "销售量", "t", "urn:processing:machining"),
        _PRODUCT,
    ),
    "product_use": (
        _number("units_sold", "Units sold", "销售数量", "1000"),
        _number("lifetime_uses", "Uses in a life", "生命周期使用次数", "2000"),
        *_priced("energy_per_use[0]", "energy per use", "单次用能", "kWh", "urn:electricity:cn"),
        *_leak("leakage_per_use"),
        _PRODUCT,
        _DESCRIPTION,
    ),
    "end_of_life": (
        *_measured("mass_sold", "mass sold", "销售质量", "mass_unit", "t"),
        *_treatments(),
        _PRODUCT,
    ),
    "franchise": (*_SCOPES, *_AREA, _DESCRIPTION),
    "investment": (
        _number("share", "Share of equity (0 to 1)", "股权占比(0 至 1)", "0.2"),
        *_SCOPES,
        _REVENUE,
        _CURRENCY,
        _classes("classifications", "sector", "行业", "urn:naics:325211"),
        _DESCRIPTION,
    ),
}
