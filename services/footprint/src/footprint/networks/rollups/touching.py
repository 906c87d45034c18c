"""Which parts of the roll-ups a message can change."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from carbon.classifications import normal_form
from footprint.bundles import Bundle
from footprint.networks.network import Network
from footprint.routing.presenting import shows_total_only


@dataclass
class Touched:
    """What must be looked at again. Names of products, and keys of filling factors."""

    stated: set[str] = field(default_factory=set[str])
    """Products whose stated footprints are news."""
    shared: set[str] = field(default_factory=set[str])
    """Products about which it may have changed who may use them."""
    bills: set[str] = field(default_factory=set[str])
    fillings: set[str] = field(default_factory=set[str])
    is_everything: bool = False

    @property
    def products(self) -> set[str]:
        """All products named."""
        return self.stated | self.shared | self.bills

    def take(self, other: "Touched") -> None:
        """Touch what the other touches, too."""
        self.stated |= other.stated
        self.shared |= other.shared
        self.bills |= other.bills
        self.fillings |= other.fillings
        self.is_everything |= other.is_everything

    def __bool__(self) -> bool:
        """Whether anything is touched."""
        return self.is_everything or bool(self.products or self.fillings)


def touched_by(network: Network, news: Bundle) -> Touched:
    """What news that is about to enter the network touches; nothing where no bill is concerned."""
    bills = {one.fact.id for one in news.bills_of_materials}
    if not (network.bills or bills or network.roll_ups.years):
        return Touched()
    return Touched(
        stated={one.product_id for one in news.footprints}
        | set(_former(network, news))
        | set(_shown_otherwise(network, news)),
        shared={one.fact.id for one in news.products} | _of_organizations(network, news),
        bills=bills,
        fillings=_fillings(network, news),
        is_everything=bool(news.policies),
    )


def _former(network: Network, news: Bundle) -> Iterable[str]:
    """Products that a footprint was of before."""
    known = network.book["footprints"]
    return (known[one.fact.id].product_id for one in news.footprints if one.fact.id in known)


def _shown_otherwise(network: Network, news: Bundle) -> Iterable[str]:
    """Products of whose footprints more or less is shown than before."""
    known = network.book["products"]
    for product in news.products:
        before = known.get(product.fact.id)
        if shows_total_only(before) != shows_total_only(product):
            yield product.fact.id


def _of_organizations(network: Network, news: Bundle) -> set[str]:
    bills = network.bills
    touched: set[str] = set()
    for organization in news.organizations:
        supplier_id = organization.fact.id
        touched |= bills.supplied.get(supplier_id, set()) | bills.of_supplier.get(
            supplier_id, set()
        )
    return touched


def _fillings(network: Network, news: Bundle) -> set[str]:
    touched: set[str] = set()
    for factor in news.factors:
        touched |= network.bills.of_class.get(normal_form(factor.classification), set())
    return touched
