"""The taxonomy of initiatives: what kind of measure acts where in the value chain.

It maps clauses 6 to 9 of the group standard on zero-carbon factories (T/DZJN 108, T/GFAC 19, draft)
to the directions of a value chain as the factory sees it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Seen from the factory; own operations are neither upstream nor downstream."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    OWN_OPERATIONS = "own_operations"


@dataclass(frozen=True)
class InitiativeType:
    """One kind of initiative: code, clause, where it may act (with scope 3 categories), names."""

    code: str
    clause: str
    directions: tuple[Direction, ...]
    categories: tuple[int, ...]
    english: str
    chinese: str
    counts_as_reduction: bool = True


_UP, _DOWN, _OWN = Direction.UPSTREAM, Direction.DOWNSTREAM, Direction.OWN_OPERATIONS

INITIATIVE_TYPES: tuple[InitiativeType, ...] = (
    InitiativeType(
        "SRC-FUEL", "6.1 a", (_OWN, _UP), (1,), "Clean fuel substitution", "清洁燃料替代"
    ),
    InitiativeType(
        "SRC-RE", "6.1 b", (_OWN, _UP), (1,), "On-site renewable electricity", "现场可再生能源发电"
    ),
    InitiativeType(
        "SRC-MULTI", "6.1 c", (_OWN, _UP), (1,), "Multi-energy and waste heat", "多能互补与余热利用"
    ),
    InitiativeType("SRC-BLDG", "6.1", (_OWN, _UP), (1,), "Low-carbon building", "低碳建筑"),
    InitiativeType(
        "SRC-MAT", "6.2", (_UP,), (1,), "Low-carbon or recycled material", "低碳或再生原材料"
    ),
    InitiativeType(
        "SRC-PROC",
        "6.2",
        (_OWN, _UP),
        (1,),
        "Low-emission process and capture",
        "低排放工艺与碳捕集",
    ),
    InitiativeType(
        "SRC-DIG",
        "6.3",
        (_OWN,),
        (),
        "Energy and carbon digital system",
        "能碳数字化系统",
        counts_as_reduction=False,
    ),
    InitiativeType(
        "PROD-INT", "7.1", (_OWN, _UP), (1,), "Emission intensity programme", "排放强度下降计划"
    ),
    InitiativeType("PROD-LIGHT", "7.2 a", (_OWN, _UP), (1,), "Efficient lighting", "高效照明"),
    InitiativeType(
        "PROD-HVAC",
        "7.2 b",
        (_OWN, _UP),
        (1,),
        "Efficient heating, ventilation and cooling",
        "高效暖通空调",
    ),
    InitiativeType("PROD-EQUIP", "7.2", (_OWN, _UP), (1,), "Efficient equipment", "高效设备"),
    InitiativeType(
        "VC-CIRC", "8.1", (_UP, _DOWN), (5, 12), "Waste reduction and recycling", "减废与资源循环"
    ),
    InitiativeType(
        "VC-ECO",
        "8.2",
        (_UP, _DOWN),
        (1, 11, 12),
        "Eco-design and product footprint",
        "生态设计与产品碳足迹改进",
    ),
    InitiativeType("VC-PROC", "8.3", (_UP,), (1,), "Green procurement", "绿色采购"),
    InitiativeType("VC-LOG", "8.3", (_UP, _DOWN), (4, 9), "Transport shift", "运输方式转变"),
    InitiativeType(
        "VC-ALLY", "8.3", (_UP, _DOWN), (), "Joint neutrality initiative", "联合碳中和行动"
    ),
    InitiativeType(
        "GP",
        "9.4",
        (_OWN,),
        (),
        "Green power and certificates",
        "绿电与绿证",
        counts_as_reduction=False,
    ),
    InitiativeType(
        "OFF", "9.1", (_OWN,), (), "Carbon credits", "碳信用", counts_as_reduction=False
    ),
)

TYPES_BY_CODE: dict[str, InitiativeType] = {kind.code: kind for kind in INITIATIVE_TYPES}


def direction_of_category(category: int) -> Direction:
    """Upstream for scope 3 categories 1 to 8, downstream for 9 to 15; raises ValueError else."""
    if not 1 <= category <= 15:
        raise ValueError(f"scope 3 has no category {category}")
    return Direction.UPSTREAM if category <= 8 else Direction.DOWNSTREAM
