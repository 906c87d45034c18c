"""A message becomes a change of its network: the service's heart, without any I/O."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from carbon.inventory import Key
from footprint.bundles import ACTIVITIES, Bundle, is_empty, news_of, without
from footprint.inventories.content import content_of
from footprint.inventories.restatement import restatement_of
from footprint.networks.entering import enter_facts
from footprint.networks.exchanging import Pair, exchange, is_exchangeable
from footprint.networks.following.lines import slots_after
from footprint.networks.lining import priced_slot
from footprint.networks.network import Network, Stated
from footprint.networks.placing import put
from footprint.networks.restating import (
    Attribution,
    attribute,
    attribute_exclusion,
    attribution,
    attribution_of_policy,
)
from footprint.networks.rollups.rolling import YearChange, affected_slots, roll_up, settled
from footprint.networks.rollups.touching import touched_by
from footprint.networks.slots import Slot, page_of, pages_for
from footprint.networks.totals import Totals, as_total
from footprint.networks.unread import Unread
from footprint.values import Policy
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.procurement.v1.activity_pb2 import Activity

_TOGETHER = 8_192
"""Most lines priced at once, which bounds the memory that this takes."""


@dataclass
class Change:
    """What must be written so that the change is durable."""

    unread: Unread
    """News other than activities, which live in pages."""
    attribution: Attribution
    first_new_page: int = 0
    """Pages from this one on are in no store yet."""
    pages: set[int] = field(default_factory=set[int])
    inventories: dict[Key, Stated] = field(default_factory=dict[Key, Stated])
    roll_ups: list[YearChange] = field(default_factory=list[YearChange])
    later: list[list[YearChange]] = field(default_factory=list[list[YearChange]])
    """What is shown besides, one transaction after the other, once this is durable."""
    lines_priced: int = 0

    @property
    def facts(self) -> Bundle:
        """News other than activities."""
        return self.unread.news


def absorb(network: Network, bundle: Bundle) -> Change | None:
    """Take facts into the network; None where nothing is news.

    The result depends on the facts taken in so far, not on their order or repetition. The network
    is changed at once: where the change cannot be made durable, it must be loaded again.
    """
    news = news_of(network.book, bundle)
    activities = [one for one in news.activities if _is_news(network, one)]
    news = without(news, ACTIVITIES)
    if is_empty(news) and not activities:
        return None
    unread = Unread(news)
    change = Change(unread, attribution(unread, activities), pages_for(len(network.slots)))
    former = network.policy
    touched_bills = touched_by(network, news)
    affected = enter_facts(network, unread)
    attribution_of_policy(change.attribution, former, network.policy)
    rolled = roll_up(network, touched_bills)
    affected |= affected_slots(network, rolled)
    touched = _price_again(network, change, affected) | _take_in(network, change, activities)
    change.roll_ups = settled(network, rolled)
    excluded = _excluded_keys(network, (former, network.policy))
    _state_inventories(network, change, touched | excluded)
    return change


def _is_news(network: Network, activity: Activity) -> bool:
    index = network.index_of.get(activity.fact.id)
    return index is None or network.slots[index].version < activity.fact.version


def _price_again(network: Network, change: Change, indices: Iterable[int]) -> set[Key]:
    touched: set[Key] = set()
    ordered = sorted(indices)
    for start in range(0, len(ordered), _TOGETHER):
        touched |= _price_together(network, change, ordered[start : start + _TOGETHER])
    return touched


def _price_together(network: Network, change: Change, indices: Sequence[int]) -> set[Key]:
    change.lines_priced += len(indices)
    touched, alike = set[Key](), list[Pair]()
    olds = [network.slots[index] for index in indices]
    news = slots_after(network, olds, change.unread)
    for index, old, new in zip(indices, olds, news, strict=True):
        slot = new or priced_slot(network, Activity.FromString(old.activity))
        if slot.line == old.line:
            continue
        touched.add(slot.key)
        if new and is_exchangeable(change.attribution, old, slot):
            alike.append((index, old, slot))
        else:
            _put(network, change, index, slot)
    exchange(network, change.attribution, alike)
    change.pages.update(page_of(index) for index, _, _ in alike)
    return touched


def _take_in(network: Network, change: Change, activities: Iterable[Activity]) -> set[Key]:
    touched: set[Key] = set()
    for activity in activities:
        index = network.index_of.get(activity.fact.id, len(network.slots))
        if index < len(network.slots) and network.slots[index].line:
            touched.add(network.slots[index].key)
        slot = _slot_of(network, activity)
        change.lines_priced += bool(slot.line)
        _put(network, change, index, slot)
        if slot.line:
            touched.add(slot.key)
    return touched


def _slot_of(network: Network, activity: Activity) -> Slot:
    if activity.fact.withdrawn:
        return Slot(activity.fact.id, activity.fact.version, activity.SerializeToString())
    return priced_slot(network, activity)


def _put(network: Network, change: Change, index: int, slot: Slot) -> None:
    old = network.slots[index] if index < len(network.slots) else None
    attribute(change.attribution, old, slot)
    put(network, index, slot)
    change.pages.add(page_of(index))


def _excluded_keys(network: Network, policies: Iterable[Policy]) -> set[Key]:
    """Inventories of categories that are or were left out, in each year that has been stated."""
    categories = {category for policy in policies for category in policy.exclusions}
    years = {key.year for key in (*network.stated, *network.totals)}
    return {Key(category, year) for category in categories for year in years}


def _state_inventories(network: Network, change: Change, keys: Iterable[Key]) -> None:
    reported = {key.year for key, totals in network.totals.items() if totals.line_count}
    for key in sorted(keys):
        totals = network.totals.get(key, Totals())
        reason = network.policy.exclusions.get(key.category, "") if key.year in reported else ""
        if key not in network.stated and not totals.line_count and not reason:
            continue
        total = as_total(key, totals)
        content = content_of(network.id, total, totals.known_at.value(), reason)
        before = network.stated.get(key, Stated(0, b""))
        if content != before.content:
            _note_exclusion(change, key, before.content, reason)
            why = restatement_of(before.content, change.attribution.effects[key])
            network.stated[key] = Stated(before.revision + 1, content, why.SerializeToString())
            change.inventories[key] = network.stated[key]


def _note_exclusion(change: Change, key: Key, before: bytes, reason: str) -> None:
    if Inventory.FromString(before).exclusion_reason != reason:
        attribute_exclusion(change.attribution, key)
