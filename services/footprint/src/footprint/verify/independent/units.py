"""Units by hand: what each measures, and how many of the dimension's base unit it is.

Base units: kilogram, metre and its powers, megajoule, tonne-kilometre, piece, hour, person,
passenger-kilometre, room night, megabit second.
"""

from collections.abc import Iterator
from fractions import Fraction

from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_UNSPECIFIED, DeclaredUnit

MASS, LENGTH, TRANSPORT_WORK = "mass", "length", "transport work"
PASSENGER_WORK = "passenger work"
DECLARED_UNITS = {*DeclaredUnit.values()} - {DECLARED_UNIT_UNSPECIFIED}

_TABLE = """
mass | 1 | kilogram kilograms kg kgs 千克 公斤
mass | 0.001 | gram grams g 克
mass | 0.000001 | milligram milligrams mg 毫克
mass | 1000 | tonne tonnes t ton tons metric_ton metric_tons 吨 公吨
mass | 1000000 | kilotonne kilotonnes kt 千吨
mass | 0.45359237 | pound pounds lb lbs 磅
length | 1 | meter meters metre metres m 米
length | 1000 | kilometer kilometers kilometre kilometres km 公里 千米
area | 1 | square_meter square_meters square_metre square_metres m2 m² 平方米 平米
area | 10000 | hectare hectares ha 公顷
volume | 1 | cubic_meter cubic_meters cubic_metre cubic_metres m3 m³ nm3 nm³ 立方米 标准立方米 标方
volume | 0.001 | liter liters litre litres l 升
volume | 0.000001 | milliliter milliliters millilitre millilitres ml 毫升
volume | 10000 | 10⁴_m³
volume | 10000 | 10^4_m3 10^4_nm3 10⁴m³ 10⁴nm³ 万立方米 万标准立方米 万标方 万m3 万m³ 万nm3 万nm³
energy | 1 | megajoule megajoules mj 兆焦 兆焦耳
energy | 0.000001 | joule joules j 焦 焦耳
energy | 0.001 | kilojoule kilojoules kj 千焦 千焦耳
energy | 1000 | gigajoule gigajoules gj 吉焦 吉焦耳 百万千焦
energy | 1000000 | terajoule terajoules tj 太焦 太焦耳
energy | 3.6 | kilowatt_hour kilowatt_hours kilowatt-hour kilowatt-hours kwh kw·h
energy | 3.6 | 千瓦时 千瓦·时 千瓦小时 度
energy | 0.0036 | watt_hour watt_hours wh 瓦时
energy | 3600 | megawatt_hour megawatt_hours mwh 兆瓦时 千度
energy | 3600000 | gigawatt_hour gigawatt_hours gwh 吉瓦时 百万千瓦时
energy | 36000 | 10^4_kwh 10⁴kwh 10⁴_kwh 万千瓦时 万千瓦·时 万kwh 万度
energy | 29307.6 | tonne_of_coal_equivalent tonnes_of_coal_equivalent tce 吨标准煤 吨标煤
energy | 29.3076 | kilogram_of_coal_equivalent kgce 千克标准煤 千克标煤 公斤标准煤
transport work | 1 | ton_kilometer ton_kilometers tonne_kilometer tonne_kilometers tonne-kilometre
transport work | 1 | tonne-kilometres ton-kilometer tkm t·km t.km 吨公里 吨千米
transport work | 0.001 | kilogram_kilometer kgkm kg·km 千克公里
count | 1 | piece pieces pcs pc unit units each ea 件 个 只 台 套 片
count | 1000 | thousand_pieces 千件 千个 千只
time | 1 | hour hours h hr hrs 小时
time | 1/60 | minute minutes min 分钟
time | 24 | day days 天 日
persons | 1 | person persons people 人
passenger work | 1 | passenger_kilometer passenger_kilometers passenger-kilometer
passenger work | 1 | passenger-kilometre pkm 人公里 人千米
nights | 1 | room_night room_nights room-night room-nights 间夜
data | 1 | megabit_second megabit_seconds 兆比特秒
"""


def _rows() -> Iterator[tuple[str, tuple[str, Fraction]]]:
    for row in _TABLE.strip().splitlines():
        measured, size, names = (cell.strip() for cell in row.split("|"))
        for name in names.split():
            yield name.replace("_", " "), (measured, Fraction(size))


_UNITS = dict(_rows())
# Capitals tell megagrams from milligrams and megalitres from millilitres; what they would make
# ambiguous is no unit here.
_AS_WRITTEN = {"Mg": _UNITS["t"], "MG": None, "ML": None, "mJ": None}


def unit(text: str) -> tuple[str, Fraction] | None:
    """What the unit measures and its size in base units; None where there is no such unit."""
    words = " ".join(text.split())
    if words in _AS_WRITTEN:
        return _AS_WRITTEN[words]
    return _UNITS.get(words.casefold())


def declared_unit(number: int) -> str:
    """The name of a declared unit of the contract."""
    name = DeclaredUnit.Name(number)  # type: ignore[arg-type]
    return name.removeprefix("DECLARED_UNIT_").replace("_", " ").lower()


def measures(text: str) -> str:
    """What the unit measures; empty where there is no such unit."""
    found = unit(text)
    return found[0] if found else ""


def size(text: str) -> Fraction:
    """The known unit in base units of its dimension; ValueError for an unknown one."""
    found = unit(text)
    if found is None:
        raise ValueError(f"no unit: {text[:80]!r}")
    return found[1]
