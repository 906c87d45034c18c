"""Worlds of bills of materials over several tiers, in which nearly everything is shared."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.unit.footprint import bills, facts
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import (
    PRECEDENCE_CALCULATED_FIRST,
    PRECEDENCE_STATED_FOOTPRINT_FIRST,
)
from tierzero.supplier_portal.v1.footprint_pb2 import DataQualityIndicators
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_NOBODY,
    SHARING_PUBLIC,
)

OWNER = {
    "car": "maker",
    "door": "maker",
    "hinge": "smith",
    "bolt": "smith",
    "steel": "mill",
    "ore": "mine",
}
TIERS = list(OWNER)
NAMES = ("plant", "maker", "smith", "mill")
METAL, FINE_METAL = "urn:cpc:41", "urn:cpc:4126"

versions = st.integers(1, 3)
decimals = st.decimals("0.01", "50", places=2).map(str)
kilograms = st.sampled_from([DECLARED_UNIT_KILOGRAM] * 3 + [DECLARED_UNIT_PIECE])


def _part(name: str, quantity: str, unit: str, classification: str) -> Any:
    return bills.part(name, quantity, OWNER[name], unit=unit, classification=classification)


def _bill(
    name: str, parts: Sequence[Any], own: str, version: int, unit: Any, first: bool, quality: str
) -> Any:
    precedence = PRECEDENCE_CALCULATED_FIRST if first else PRECEDENCE_STATED_FOOTPRINT_FIRST
    stated = bills.bill(
        name, parts, OWNER[name], version, own=own, output="3", unit=unit, precedence=precedence
    )
    stated.mass_per_declared_unit = "2"
    stated.gwp_set = "AR5" if quality == "1.5" else "AR6"
    if quality:
        stated.own_primary_data_share = "80"
        stated.own_dqi.CopyFrom(DataQualityIndicators(technological_dqr=quality))
    stated.fact.withdrawn = version == 3 and own.endswith("0")
    return stated


def _deeper(name: str) -> st.SearchStrategy[str]:
    """Mostly what lies below; now and then anything, so that cycles occur."""
    below = TIERS[TIERS.index(name) + 1 :] or TIERS
    return st.one_of(*[st.sampled_from(below)] * 9, st.sampled_from(TIERS))


def _bills(name: str) -> st.SearchStrategy[Any]:
    part = st.builds(
        _part,
        _deeper(name),
        decimals,
        st.sampled_from(["kg"] * 4 + ["t", "piece"]),
        st.sampled_from(["", "", METAL, FINE_METAL]),
    )
    return st.builds(
        _bill,
        st.just(name),
        st.lists(part, min_size=1, max_size=3),
        decimals,
        versions,
        kilograms,
        st.booleans(),
        st.sampled_from(["", "1.5", "3"]),
    )


bill = st.sampled_from(TIERS[:-1]).flatmap(_bills)
_sharing = st.sampled_from(
    [SHARING_PUBLIC] * 8 + [SHARING_NOBODY, SHARING_NAMED_CUSTOMERS, SHARING_ALL_CUSTOMERS]
)
_some = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
product = st.builds(
    lambda name, sharing, some, version: facts.product(name, OWNER[name], sharing, some, version),
    st.sampled_from(TIERS),
    _sharing,
    _some,
    versions,
)


def _footprint(name: str, value: str, version: int, unit: Any) -> Any:
    stated = facts.footprint(
        f"f-{name}", name, value, OWNER[name], version, unit=unit, active=version < 3
    )
    stated.pcf.primary_data_share = "60"
    stated.pcf.dqi.temporal_dqr = "2.5"
    if version == 2:
        stated.pcf.verification.coverage = "PCF calculation model"
    return stated


def _purchase(number: int, name: str, quantity: str, version: int, year: int, gone: bool) -> Any:
    return facts.purchase(
        f"a{number}", name, quantity, "plant", OWNER[name], version, year=year, withdrawn=gone
    )


fact = st.one_of(
    bill,
    bill,
    bill,
    product,
    st.builds(_footprint, st.sampled_from(TIERS[1:]), decimals, versions, kilograms),
    st.builds(
        _purchase,
        st.integers(1, 3),
        st.sampled_from(TIERS),
        decimals,
        versions,
        st.sampled_from([2024, 2024, 2027]),
        st.integers(0, 5).map(lambda number: number == 0),
    ),
    st.builds(facts.organization, st.sampled_from(["smith", "mill"]), _some, versions),
    st.builds(facts.average_factor, st.just("metal"), st.just(METAL), decimals, versions),
    st.builds(facts.average_factor, st.just("fine"), st.just(FINE_METAL), decimals, versions),
)

_everything_shared = [facts.product(name, OWNER[name]) for name in TIERS]
_raw = [
    facts.footprint("f-ore", "ore", "2", "mine"),
    facts.purchase("a1", "car", "1", "plant", "maker"),
]


def _distinct(stated: Sequence[Any]) -> list[Any]:
    return list({(type(one), one.fact.id, one.fact.version): one for one in stated}.values())


tiers = st.lists(fact, min_size=8, max_size=40).map(
    lambda drawn: _distinct([*_everything_shared, *_raw, *drawn])
)
"""One buyer and four makers; ore has a footprint and a car is bought."""
