"""Worlds of bills of materials in many units, with all that decides which part counts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from tests.unit.footprint import bills, facts, operations
from tests.unit.footprint.tiers import NAMES, OWNER, TIERS
from tests.unit.footprint.tiers import product as product_of_tiers
from tests.unit.footprint.worlds import _distinct
from tierzero.common.v1.unit_pb2 import DeclaredUnit
from tierzero.procurement.v1.inventory_policy_pb2 import (
    OTHER_GWP_SETS_NOTED,
    OTHER_GWP_SETS_REFUSED,
)
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import Precedence

CLASSES = ("urn:cpc:41", "URN:CPC:412-6", "urn:x:goods", "urn:x:goods:fine")
UNITS = ("kg", "kg", "t", "公斤", "piece", "千件", "l", "m3", "kWh", "MJ")
LATE = datetime(2025, 7, 1, tzinfo=UTC)

numbers = st.one_of(
    st.decimals("0.001", "100", places=3).map(str),
    st.sampled_from(["1", "0.1", "3.33333333333333333333", "1e3"]),
)
amounts = st.one_of(numbers, numbers, numbers, st.just("0"))
emissions = st.one_of(numbers, numbers, st.sampled_from(["0", "-2.5"]))
broken = st.sampled_from(["", "-1", "NaN", "101", "furlong", "a\nb"])
masses = st.sampled_from(["", "0", "0.3", "2"])
declared = st.sampled_from([*DeclaredUnit.values()])
plain = st.sampled_from([2, 2, 2, 2, 8, 1])
versions = st.integers(1, 3)
years = st.sampled_from([2024, 2024, 2025, 2027])
sets = st.sampled_from(["AR6", "AR6", "AR5"])
classes = st.sampled_from(["", *CLASSES, *CLASSES])


@st.composite
def part(draw: st.DrawFn, of: str) -> Any:
    """Mostly a product of a lower tier, else any product, or goods of a class."""
    below = TIERS[TIERS.index(of) + 1 :] or TIERS
    name = draw(st.sampled_from([*(below * 9), *TIERS, ""]))
    owner = draw(st.sampled_from([OWNER[name]] * 14 + ["mill"])) if name else ""
    named = draw(classes) or ("" if name else CLASSES[0])
    unit = draw(st.sampled_from(UNITS))
    return bills.part(name, draw(amounts), owner, unit=unit, classification=named)


@st.composite
def bill(draw: st.DrawFn) -> Any:
    """A bill of any tier, in any declared unit, withdrawn now and then."""
    name = draw(st.sampled_from(TIERS))
    made = bills.bill(
        name,
        draw(st.lists(part(name), max_size=4)),
        draw(st.sampled_from([OWNER[name]] * 14 + ["mill"])),
        draw(versions),
        own=draw(emissions),
        output=draw(numbers),
        unit=draw(st.one_of(plain, plain, declared.filter(bool))),  # type: ignore[arg-type]
        precedence=draw(st.sampled_from([*Precedence.values()])),
        withdrawn=draw(st.integers(0, 14)) == 0,
        mass_per_declared_unit=draw(masses),
    )
    made.gwp_set = draw(sets)
    return made


@st.composite
def odd_bill(draw: st.DrawFn) -> Any:
    """A bill with one field that may be no use."""
    made, number = draw(bill()), draw(st.integers(0, 12))
    text = draw(st.one_of(broken, numbers))
    fields = (
        "output_amount",
        "own_emissions",
        "mass_per_declared_unit",
        "own_primary_data_share",
        "gwp_set",
        "supplier_id",
        "product_id",
    )
    if number < len(fields):
        setattr(made, fields[number], text)
    elif number == len(fields):
        made.own_dqi.temporal_dqr = draw(st.sampled_from(["", "0.5", "1", "5", "6"]))
    elif number == len(fields) + 1:
        made.declared_unit = draw(declared)
    elif made.parts:
        names = ("quantity", "unit", "classification", "product_id", "supplier_id")
        setattr(made.parts[0], draw(st.sampled_from(names)), text)
    return made


@st.composite
def footprint(draw: st.DrawFn) -> Any:
    """A footprint of any tier that holds for longer or shorter, mostly of its own supplier."""
    name, number = draw(st.sampled_from(TIERS[1:])), draw(st.integers(1, 2))
    owner = draw(st.sampled_from([OWNER[name]] * 14 + ["mill"]))
    made = facts.footprint(f"{name}-{number}", name, draw(emissions), owner, draw(versions))
    pcf = made.pcf
    pcf.declared_unit_of_measurement = draw(st.one_of(plain, plain, declared))
    pcf.declared_unit_amount = draw(st.sampled_from(["1", "3", "0.7"]))
    pcf.product_mass_per_declared_unit = draw(masses)
    pcf.ipcc_characterization_factors[:] = draw(
        st.sampled_from([["AR6"], ["AR6", "AR5"], ["AR5"], []])
    )
    if draw(st.integers(0, 2)) == 0:
        starts, ends = draw(st.sampled_from([(2024, 2025), (2025, 2027), (2025, 2024)]))
        pcf.reference_period_start.CopyFrom(facts.stamp(datetime(starts, 1, 1, tzinfo=UTC)))
        made.validity_period_end.CopyFrom(facts.stamp(datetime(ends, 1, 1, tzinfo=UTC)))
    return made


@st.composite
def factor(draw: st.DrawFn) -> Any:
    """An average factor, of some months only or for one buyer now and then."""
    name, number = draw(st.sampled_from(CLASSES)), draw(st.integers(1, 3))
    owner = draw(st.sampled_from(["", "", "plant"]))
    made = facts.average_factor(f"f-{number}", name, draw(emissions), draw(versions), owner)
    made.unit, made.gwp_set = draw(st.sampled_from(UNITS)), draw(sets)
    if draw(st.booleans()):
        field = draw(st.sampled_from(["valid_from", "valid_until"]))
        getattr(made, field).CopyFrom(facts.stamp(LATE))
    return made


@st.composite
def purchase(draw: st.DrawFn) -> Any:
    """A purchase of any tier by one of two buyers."""
    name, buyer = draw(st.sampled_from(TIERS)), draw(st.sampled_from(["plant", "maker"]))
    return facts.purchase(
        f"{buyer}-{draw(st.integers(1, 9))}",
        name,
        draw(amounts),
        buyer,
        draw(st.sampled_from([OWNER[name]] * 9 + ["mill"])),
        draw(versions),
        year=draw(years),
        unit=draw(st.sampled_from(UNITS)),
        classifications=draw(st.lists(classes.filter(bool), max_size=1)),
    )


policy = st.builds(
    operations.policy,
    st.sampled_from(["plant", "maker"]),
    sets,
    st.sampled_from([OTHER_GWP_SETS_NOTED, OTHER_GWP_SETS_REFUSED]),
)

_known = st.one_of(
    bill(),
    bill(),
    bill(),
    bill(),
    footprint(),
    footprint(),
    factor(),
    purchase(),
    purchase(),
    product_of_tiers,
    policy,
    st.builds(
        facts.organization,
        st.sampled_from(["smith", "mill"]),
        st.lists(st.sampled_from(NAMES), max_size=3, unique=True),
        versions,
    ),
)
_SHARED = [facts.product(name, OWNER[name]) for name in TIERS]
_BOUGHT = [
    facts.purchase(f"plant-{name}", name, "7", "plant", OWNER[name], year=year)
    for name, year in zip(TIERS, [2024, 2024, 2025, 2024, 2025, 2024], strict=True)
]
_MASS = facts.average_factor("coarse", "urn:cpc:4", "0.7")
_COUNT = facts.average_factor("goods", "urn:x:goods", "1.3")
_COUNT.unit = "piece"


def _with_shared(drawn: tuple[bool, Sequence[Any]]) -> list[Any]:
    is_furnished, stated = drawn
    furniture = [_MASS, _COUNT] if is_furnished else []
    return _distinct([*_SHARED, *_BOUGHT, *furniture, *stated])


bill_worlds = st.tuples(
    st.sampled_from([True, True, False]), st.lists(_known, min_size=16, max_size=50)
).map(_with_shared)
"""Two buyers, one of which is a maker too; all that is bought is bought by one of them."""
