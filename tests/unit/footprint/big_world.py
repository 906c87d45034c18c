"""Larger worlds for tests with processes: facts of every kind, corrected, withdrawn, reshared."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message

from tests.unit.footprint import bills, facts
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import (
    PRECEDENCE_CALCULATED_FIRST,
    PRECEDENCE_STATED_FOOTPRINT_FIRST,
)
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_NOBODY,
    SHARING_PUBLIC,
)
from tierzero.topics import (
    ACTIVITIES,
    BILLS_OF_MATERIALS,
    FACTORS,
    FOOTPRINTS,
    ORGANIZATIONS,
    PRODUCTS,
    Topic,
)

CLASSES = ("urn:cpc:41", "urn:cpc:4126", "urn:naics:325211", "urn:naics:331110")
SHARINGS = (
    SHARING_NOBODY,
    SHARING_NAMED_CUSTOMERS,
    SHARING_ALL_CUSTOMERS,
    SHARING_PUBLIC,
    SHARING_PUBLIC,
)
TOPIC_OF: dict[str, tuple[Topic, str]] = {
    "Organization": (ORGANIZATIONS, "facts"),
    "Product": (PRODUCTS, "facts"),
    "Footprint": (FOOTPRINTS, "facts"),
    "BillOfMaterials": (BILLS_OF_MATERIALS, "facts"),
    "Activity": (ACTIVITIES, "facts"),
    "EmissionFactor": (FACTORS, "facts"),
    "ExchangeRate": (FACTORS, "exchange_rates"),
    "PriceIndex": (FACTORS, "price_indices"),
}


@dataclass(frozen=True)
class World:
    """Names, each with a prefix that keeps tests on one broker apart."""

    prefix: str
    buyers: Sequence[str]
    suppliers: Sequence[str]
    chance: random.Random

    def product_of(self, supplier: str) -> str:
        """One of the supplier's five products."""
        return f"{supplier}-p{self.chance.randint(1, 5)}"

    def decimal(self) -> str:
        """A number with up to three digits behind the point."""
        return str(self.chance.randint(1, 10**6) / 1000)


def world(prefix: str, seed: int, buyers: int = 3, suppliers: int = 4) -> World:
    """Names for so many organizations."""
    return World(
        prefix,
        [f"{prefix}-b{number}" for number in range(buyers)],
        [f"{prefix}-s{number}" for number in range(suppliers)],
        random.Random(seed),
    )


def facts_of(names: World, count: int) -> Iterator[Message]:
    """Facts in an order in which anything may come before what it builds on."""
    yield from _reference(names)
    makers = (_organization, _product, _footprint, _footprint, _bill, *([_purchase] * 4))
    seen: set[tuple[str, str, int]] = set()
    for _ in range(count):
        fact: Any = names.chance.choice(makers)(names)
        key = (type(fact).__name__, fact.fact.id, fact.fact.version)
        if key not in seen:
            seen.add(key)
            yield fact


def _reference(names: World) -> Iterator[Message]:
    for version in (1, 2):
        for name in CLASSES[:2]:
            yield facts.average_factor(f"{names.prefix}-{name}", name, names.decimal(), version)
        for name in CLASSES[2:]:
            yield facts.spend_factor(f"{names.prefix}-{name}", name, names.decimal(), version)
    yield facts.rate("CNY", "7.1")
    yield facts.rate("CNY", "7.2", 2025)
    for year, value in ((2022, "100"), (2024, "106"), (2025, "108")):
        yield facts.index(year, value)


def _version(names: World) -> int:
    return names.chance.randint(1, 4)


def _organization(names: World) -> Message:
    customers = names.chance.sample(names.buyers, names.chance.randint(0, len(names.buyers)))
    return facts.organization(names.chance.choice(names.suppliers), customers, _version(names))


def _product(names: World) -> Message:
    supplier = names.chance.choice(names.suppliers)
    shared_with = names.chance.sample(names.buyers, 1)
    sharing = names.chance.choice(SHARINGS)
    identity = names.product_of(supplier)
    return facts.product(identity, supplier, sharing, shared_with, _version(names))


def _footprint(names: World) -> Message:
    supplier = names.chance.choice(names.suppliers)
    product, version = names.product_of(supplier), _version(names)
    identity = f"{product}-f{names.chance.randint(1, 2)}"
    value = names.decimal()
    return facts.footprint(identity, product, value, supplier, version, active=version < 4)


def _bill(names: World) -> Message:
    """Mostly of products with higher numbers, of any supplier: several tiers and a few cycles."""
    supplier = names.chance.choice(names.suppliers)
    product, version = names.product_of(supplier), _version(names)
    parts = [_part(names, product) for _ in range(names.chance.randint(1, 3))]
    first = names.chance.choice([PRECEDENCE_STATED_FOOTPRINT_FIRST, PRECEDENCE_CALCULATED_FIRST])
    gone = names.chance.random() < 0.05
    own = names.decimal()
    return bills.bill(product, parts, supplier, version, own=own, precedence=first, withdrawn=gone)


def _part(names: World, product: str) -> Any:
    supplier = names.chance.choice(names.suppliers)
    least = 1 if names.chance.random() < 0.1 else min(int(product[-1]) + 1, 5)
    part = f"{supplier}-p{names.chance.randint(least, 5)}"
    quantity = str(names.chance.randint(1, 500) / 100)
    classification = names.chance.choice(["", *CLASSES[:2]])
    return bills.part(part, quantity, supplier, classification=classification)


def _purchase(names: World) -> Message:
    buyer, supplier = names.chance.choice(names.buyers), names.chance.choice(names.suppliers)
    money = names.chance.random() < 0.5
    return facts.purchase(
        f"{buyer}-{names.chance.randint(1, 500)}",
        names.product_of(supplier),
        names.decimal(),
        buyer,
        supplier,
        _version(names),
        year=names.chance.choice([2024, 2025]),
        withdrawn=names.chance.random() < 0.05,
        classifications=names.chance.sample(CLASSES, names.chance.randint(0, 2)),
        amount=names.decimal() if money else "",
        currency="CNY" if money else "",
    )


def key_of(fact: Any) -> str:
    """The message key, as the fact's owner chooses it."""
    owners = ("buyer_id", "supplier_id", "factor_set")
    return next((value for name in owners if (value := getattr(fact, name, ""))), fact.fact.id)


def messages(
    stated: Sequence[Message], chance: random.Random
) -> Iterator[tuple[Topic, str, Message]]:
    """Envelopes of one to twenty facts of a topic and key each: shuffled, some sent twice."""
    sent = [*stated, *chance.sample(stated, len(stated) // 3)]
    chance.shuffle(sent)
    gathered: dict[tuple[str, str], Any] = {}
    for fact in sent:
        topic, field = TOPIC_OF[type(fact).__name__]
        place = topic.name, key_of(fact)
        envelope = gathered.setdefault(place, topic.envelope())
        getattr(envelope, field).append(fact)
        if chance.random() < 0.15:
            yield topic, place[1], gathered.pop(place)
    for (name, key), envelope in gathered.items():
        yield next(topic for topic, _ in TOPIC_OF.values() if topic.name == name), key, envelope
