"""Who sees a product's footprints, and how its footprints are found by their viewers."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit
from supplier_portal.organizations.model import Organization
from supplier_portal.products.model import Product, Sharing
from supplier_portal.products.storing import new_product
from supplier_portal.sharing.model import Way
from supplier_portal.sharing.notice import NoticeKind
from supplier_portal.sharing.rule import PUBLIC_MARK, customers_mark, marks_of, may_see, named_mark
from supplier_portal.sharing.texts import DETAIL_NAMES, NOTICE_NAMES, SHARING_NAMES, WAY_NAMES

ORGANIZATIONS = ("mill", "factory", "other", "stranger")
PRODUCT: Product = new_product(
    "mill",
    "A",
    name="Coil",
    declared_unit=DeclaredUnit.KILOGRAM,
    mass_per_declared_unit=None,
)
some = st.lists(st.sampled_from(ORGANIZATIONS[1:]), unique=True)
products = st.builds(
    lambda sharing, named: replace(PRODUCT, sharing=sharing, shared_with=tuple(named)),
    st.sampled_from(Sharing),
    some,
)


def owner(customers: list[str]) -> Organization:
    return Organization(id="mill", name="Mill", customer_ids=customers)


@given(products, some, st.sampled_from(("", *ORGANIZATIONS[1:])))
def test_marks_find_exactly_what_the_rule_shows(
    product: Product, customers: list[str], viewer: str
) -> None:
    followed = {PUBLIC_MARK}
    if viewer:
        followed.add(named_mark(viewer))
    if viewer in customers:
        followed.add(customers_mark("mill"))
    found = not followed.isdisjoint(marks_of(product))
    assert found == may_see(product, owner(customers), viewer)


@given(products, some)
def test_an_unknown_caller_sees_what_is_public_and_nothing_else(
    product: Product, customers: list[str]
) -> None:
    assert may_see(product, owner(customers), "") == (product.sharing is Sharing.PUBLIC)


def test_all_customers_of_a_supplier_that_names_none_are_nobody() -> None:
    assert not may_see(replace(PRODUCT, sharing=Sharing.ALL_CUSTOMERS), owner([]), "factory")


def test_every_way_and_kind_has_a_name_for_people() -> None:
    assert set(WAY_NAMES) == set(Way)
    assert set(NOTICE_NAMES) == set(NoticeKind)
    assert set(SHARING_NAMES) == set(Sharing)
    assert set(DETAIL_NAMES) == set(Detail)
