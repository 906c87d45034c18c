"""Small worlds of facts for property tests: few names, so that facts meet each other often."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.unit.footprint import bills, facts, operations
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE
from tierzero.procurement.v1.inventory_policy_pb2 import (
    OTHER_GWP_SETS_NOTED,
    OTHER_GWP_SETS_REFUSED,
)
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import (
    PRECEDENCE_CALCULATED_FIRST,
    PRECEDENCE_STATED_FOOTPRINT_FIRST,
    PRECEDENCE_UNSPECIFIED,
)
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_NOBODY,
    SHARING_PUBLIC,
)

BUYERS = ("plant", "yard")
SUPPLIERS = ("mill", "forge", "mine")
PRODUCTS = ("coil", "wire", "bolt", "nut", "ore")
CLASSES = ("urn:cpc:41", "urn:cpc:4126", "urn:naics:325211")

# A product belongs to one supplier, as it does in the portal.
OWNER = {"coil": "mill", "wire": "mill", "bolt": "forge", "nut": "forge", "ore": "mine"}

versions = st.integers(1, 3)
decimals = st.decimals("0.001", "1000", places=3).map(str)
sharings = st.sampled_from(
    [SHARING_NOBODY, SHARING_NAMED_CUSTOMERS, SHARING_ALL_CUSTOMERS, SHARING_PUBLIC]
)
customers = st.lists(st.sampled_from([*BUYERS, *SUPPLIERS]), max_size=3, unique=True)
products = st.sampled_from(PRODUCTS)


def _product(identity: str, sharing: Any, shared_with: Sequence[str], version: int) -> Any:
    return facts.product(identity, OWNER[identity], sharing, shared_with, version)


def _footprint(product: str, number: int, value: str, version: int, unit: Any) -> Any:
    return facts.footprint(
        f"{product}-{number}",
        product,
        value,
        OWNER[product],
        version,
        unit=unit,
        active=version < 3,
    )


def _purchase(
    number: int,
    product: str,
    quantity: str,
    buyer: str,
    version: int,
    year: int,
    classifications: Sequence[str],
    amount: str,
    withdrawn: bool,
) -> Any:
    return facts.purchase(
        f"{buyer}-{number}",
        product,
        quantity,
        buyer,
        OWNER[product],
        version,
        year=year,
        classifications=classifications,
        amount=amount,
        currency="CNY" if amount else "",
        withdrawn=withdrawn,
    )


def _operation(
    number: int, kind: str, amount: str, name: str, buyer: str, version: int, withdrawn: bool
) -> Any:
    category, detail = {
        "waste": (5, operations.waste(amount, name)),
        "freight": (9, operations.freight(amount, name)),
        "asset": (13, operations.asset(amount)),
    }[kind]
    return operations.operation(
        f"{buyer}-o{number}", category, detail, buyer, version, withdrawn=withdrawn
    )


def _part(product: str, quantity: str, unit: str, classification: str) -> Any:
    """A part that names a product, a class, or both."""
    owner = OWNER[product] if product else ""
    name = classification or ("" if product else CLASSES[1])
    return bills.part(product, quantity, owner, unit=unit, classification=name)


def _bill(
    product: str,
    parts: Sequence[Any],
    own: str,
    version: int,
    unit: Any,
    precedence: Any,
    mass: str,
    withdrawn: bool,
) -> Any:
    return bills.bill(
        product,
        parts,
        OWNER[product],
        version,
        own=own,
        unit=unit,
        precedence=precedence,
        withdrawn=withdrawn,
        mass_per_declared_unit=mass,
    )


def _policy(
    buyer: str, gwp_set: str, refuses: bool, excluded: Sequence[int], version: int, withdrawn: bool
) -> Any:
    others = OTHER_GWP_SETS_REFUSED if refuses else OTHER_GWP_SETS_NOTED
    reasons = dict.fromkeys(excluded, "no data")
    return operations.policy(buyer, gwp_set, others, reasons, version, withdrawn=withdrawn)


operation = st.builds(
    _operation,
    st.integers(1, 2),
    st.sampled_from(["waste", "freight", "asset"]),
    decimals,
    st.sampled_from(CLASSES),
    st.sampled_from(BUYERS),
    versions,
    st.booleans(),
)
policy = st.builds(
    _policy,
    st.sampled_from(BUYERS),
    st.sampled_from(["AR5", "AR6"]),
    st.booleans(),
    st.lists(st.sampled_from([1, 5, 7]), max_size=2, unique=True),
    versions,
    st.booleans(),
)

bill_part = st.builds(
    _part,
    st.sampled_from([*PRODUCTS, *PRODUCTS, ""]),
    st.one_of(st.just("0"), decimals),
    st.sampled_from(["kg", "t", "piece"]),
    st.sampled_from(["", "urn:cpc:41", "urn:cpc:4126"]),
)
bill = st.builds(
    _bill,
    products,
    st.lists(bill_part, max_size=3),
    decimals,
    versions,
    st.sampled_from([DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE]),
    st.sampled_from(
        [PRECEDENCE_UNSPECIFIED, PRECEDENCE_STATED_FOOTPRINT_FIRST, PRECEDENCE_CALCULATED_FIRST]
    ),
    st.sampled_from(["", "0.5"]),
    st.integers(0, 9).map(lambda number: number == 0),
)

fact = st.one_of(
    operation,
    bill,
    bill,
    policy,
    st.builds(
        operations.own_emissions,
        st.sampled_from(SUPPLIERS),
        decimals,
        st.sampled_from([2024, 2025]),
        versions,
        withdrawn=st.booleans(),
    ),
    st.builds(facts.organization, st.sampled_from(SUPPLIERS), customers, versions),
    st.builds(_product, products, sharings, customers, versions),
    st.builds(
        _footprint,
        products,
        st.integers(1, 2),
        decimals,
        versions,
        st.sampled_from([DECLARED_UNIT_KILOGRAM, DECLARED_UNIT_PIECE]),
    ),
    st.builds(
        _purchase,
        st.integers(1, 4),
        products,
        decimals,
        st.sampled_from(BUYERS),
        versions,
        st.sampled_from([2024, 2025]),
        st.lists(st.sampled_from(CLASSES), max_size=2, unique=True),
        st.sampled_from(["", "100", "7.5"]),
        st.booleans(),
    ),
    st.builds(
        facts.average_factor,
        st.sampled_from(["average-1", "average-2"]),
        st.just("urn:cpc:41"),
        decimals,
        versions,
    ),
    st.builds(
        facts.average_factor,
        st.just("average-own"),
        st.just("urn:cpc:41"),
        decimals,
        versions,
        st.just(BUYERS[0]),
    ),
    st.builds(
        facts.spend_factor, st.just("spend-1"), st.just("urn:naics:325211"), decimals, versions
    ),
    st.builds(facts.rate, st.just("CNY"), decimals, st.sampled_from([2024, 2025]), versions),
    st.builds(facts.index, st.sampled_from([2022, 2024, 2025]), decimals, versions),
)


def _distinct(stated: Sequence[Any]) -> list[Any]:
    """One content per kind, identity and version, as their owners guarantee."""
    return list({(type(one), one.fact.id, one.fact.version): one for one in stated}.values())


worlds = st.lists(fact, min_size=4, max_size=40).map(_distinct)

_organization_of_mill = st.builds(facts.organization, st.just("mill"), customers, versions)
_sharing_of_coil = st.builds(_product, st.just("coil"), sharings, customers, versions)
_sold = [
    facts.footprint("coil-1", "coil", "2"),
    facts.purchase("plant-1", buyer="plant"),
    facts.purchase("yard-1", buyer="yard"),
]

resharing = st.lists(
    st.one_of(_organization_of_mill, _sharing_of_coil), min_size=6, max_size=16
).map(lambda stated: _distinct([*_sold, *stated]))
"""One footprint and two buyers, while who may see it changes again and again."""
