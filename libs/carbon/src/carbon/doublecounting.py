"""Guards against counting the same tonne twice (scope 3 standard, chapters 5 and 9).

They look at the lines of one buyer and one year and yield what to look into; nothing is taken away
by itself. Categories exclude each other: a document belongs in one of them, upstream emissions of
energy in category 3 only, transport that the supplier answers for in its footprint only.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from carbon.classifications import covers
from carbon.texts import Text

ENERGY_CLASSES = (
    *(f"urn:cpc:{code}" for code in ("11", "12", "17", "331", "333", "334")),
    *(f"urn:isic:{code}" for code in ("05", "06", "19", "35")),
    *(f"urn:nace:{code}" for code in ("05", "06", "19", "35")),
    *(f"urn:naics:{code}" for code in ("211", "2121", "2211", "2212", "22133", "32411")),
    *(f"urn:gbt4754:{code}" for code in ("06", "07", "25", "44", "45")),
    *(f"urn:{scheme}:27" for scheme in ("hs", "cn")),
    "urn:unspsc:15",
)
"""Classes of fuels, electricity, steam and heat in the schemes in use."""

_BOUGHT = (1, 2)


class DoubleCountingCode(StrEnum):
    """Stable codes of the guards."""

    ACTIVITY_IN_TWO_CATEGORIES = "activity-in-two-categories"
    TRANSPORT_ALSO_IN_FOOTPRINT = "transport-also-in-footprint"
    SAME_RECORD_TWICE = "same-record-twice"
    ELECTRICITY_UPSTREAM_OUTSIDE_CATEGORY_3 = "electricity-upstream-outside-category-3"
    ALREADY_IN_PCF = "already-in-pcf"
    REDUCTION_SHARES_NOT_WHOLE = "reduction-shares-not-whole"
    REDUCTION_CLAIMED_TWICE = "reduction-claimed-twice"
    REDUCTION_OVERLAPS = "reduction-overlaps"


TEXTS: dict[DoubleCountingCode, Text] = {
    DoubleCountingCode.ACTIVITY_IN_TWO_CATEGORIES: Text(
        "The same document is counted in more than one category.", "同一单据被计入多个类别。"
    ),
    DoubleCountingCode.TRANSPORT_ALSO_IN_FOOTPRINT: Text(
        "Inbound transport of this product is already in the supplier's footprint.",
        "该产品的入厂运输已包含在供应商的产品碳足迹中。",
    ),
    DoubleCountingCode.SAME_RECORD_TWICE: Text(
        "Records with different references say the same of the same day.",
        "不同编号的记录内容与日期完全相同,可能重复录入。",
    ),
    DoubleCountingCode.ELECTRICITY_UPSTREAM_OUTSIDE_CATEGORY_3: Text(
        "Upstream emissions of electricity and fuels belong in category 3 only.",
        "电力与燃料的上游排放只应计入类别 3。",
    ),
    DoubleCountingCode.ALREADY_IN_PCF: Text(
        "The initiative's effect is already in a newer footprint of the product.",
        "该行动的减排效果已体现在产品较新的碳足迹中。",
    ),
    DoubleCountingCode.REDUCTION_SHARES_NOT_WHOLE: Text(
        "The shares of a joint reduction do not add up to 100 %.",
        "联合减排的分摊比例之和不是 100 %。",
    ),
    DoubleCountingCode.REDUCTION_CLAIMED_TWICE: Text(
        "Another organization claims the same reduction; agree on shares.",
        "另一组织也主张同一减排量,请商定分摊比例。",
    ),
    DoubleCountingCode.REDUCTION_OVERLAPS: Text(
        "Two of your initiatives claim the same reduction in the same period.",
        "您的两项行动在同一期间主张同一减排量。",
    ),
}


@dataclass(frozen=True)
class CountedActivity:
    """One line as the guards see it.

    `document_id` is the invoice or record behind it, and `content` all that it says beside its
    reference; empty where that is not known. `footprint_includes_transport` tells that the line is
    priced by a footprint with outbound logistics; `is_energy_supply` that fuel or electricity was
    bought.
    """

    activity_id: str
    document_id: str
    category: int
    supplier_id: str = ""
    product_id: str = ""
    footprint_includes_transport: bool = False
    is_energy_supply: bool = False
    content: str = ""


@dataclass(frozen=True)
class Initiative:
    """An initiative on a product, by its start."""

    initiative_id: str
    product_id: str
    start: datetime


@dataclass(frozen=True)
class FootprintPeriod:
    """A footprint of a product, by the end of its reference period."""

    footprint_id: str
    product_id: str
    reference_period_end: datetime


@dataclass(frozen=True)
class DoubleCounting:
    """A finding: the code and the ids of what it is about; of lines, those of their activities.

    `document_id` is the document that is counted twice, where the finding is about one.
    """

    code: DoubleCountingCode
    subjects: tuple[str, ...]
    document_id: str = ""


def inventory_findings(activities: Iterable[CountedActivity]) -> list[DoubleCounting]:
    """Every finding on one buyer's lines of a year, in an order that depends on the lines alone."""
    known = sorted(activities, key=lambda activity: activity.activity_id)
    return [
        *_in_two_categories(known),
        *_twice(known),
        *_transport_twice(known),
        *_energy_outside_category_3(known),
    ]


def already_in_pcf(
    initiatives: Iterable[Initiative], footprints: Iterable[FootprintPeriod]
) -> list[DoubleCounting]:
    """Initiatives on products with a footprint whose reference period reaches past their start.

    Their effect shows in the footprint: either the inventory's change or the initiative's reduction
    counts, never both.
    """
    known = list(footprints)
    pairs = {
        (initiative.initiative_id, footprint.footprint_id)
        for initiative in initiatives
        for footprint in known
        if initiative.product_id == footprint.product_id
        and initiative.start < footprint.reference_period_end
    }
    return [DoubleCounting(DoubleCountingCode.ALREADY_IN_PCF, pair) for pair in sorted(pairs)]


def shares_findings(initiative_id: str, percents: Iterable[Decimal]) -> list[DoubleCounting]:
    """A joint reduction has one owner for each per cent of it."""
    if sum(percents, Decimal(0)) == 100:
        return []
    return [DoubleCounting(DoubleCountingCode.REDUCTION_SHARES_NOT_WHOLE, (initiative_id,))]


def _in_two_categories(activities: Sequence[CountedActivity]) -> Iterator[DoubleCounting]:
    code = DoubleCountingCode.ACTIVITY_IN_TWO_CATEGORIES
    for document_id, alike in _alike(activities, lambda activity: activity.document_id):
        if len({activity.category for activity in alike}) > 1:
            yield DoubleCounting(code, _ids(alike), document_id)


def _twice(activities: Sequence[CountedActivity]) -> Iterator[DoubleCounting]:
    for _, alike in _alike(activities, lambda activity: activity.content):
        if len(alike) > 1:
            yield DoubleCounting(DoubleCountingCode.SAME_RECORD_TWICE, _ids(alike))


def _transport_twice(activities: Sequence[CountedActivity]) -> Iterator[DoubleCounting]:
    included = [
        activity
        for activity in activities
        if activity.category in _BOUGHT and activity.footprint_includes_transport
    ]
    priced_by_goods = dict(_alike(included, _goods))
    for activity in activities:
        goods = priced_by_goods.get(_goods(activity), []) if activity.category == 4 else []
        if activity.product_id and goods:
            subjects = (activity.activity_id, *_ids(goods))
            yield DoubleCounting(DoubleCountingCode.TRANSPORT_ALSO_IN_FOOTPRINT, subjects)


def _energy_outside_category_3(activities: Sequence[CountedActivity]) -> Iterator[DoubleCounting]:
    for activity in activities:
        if activity.is_energy_supply and activity.category != 3:
            yield DoubleCounting(
                DoubleCountingCode.ELECTRICITY_UPSTREAM_OUTSIDE_CATEGORY_3,
                (activity.activity_id,),
            )


def _alike(
    activities: Iterable[CountedActivity], key: Callable[[CountedActivity], str]
) -> list[tuple[str, list[CountedActivity]]]:
    """Activities by a key that is not empty, in the order of the keys."""
    grouped: dict[str, list[CountedActivity]] = {}
    for activity in activities:
        if key(activity):
            grouped.setdefault(key(activity), []).append(activity)
    return sorted(grouped.items())


def _goods(activity: CountedActivity) -> str:
    return f"{activity.supplier_id}\n{activity.product_id}"


def _ids(activities: Iterable[CountedActivity]) -> tuple[str, ...]:
    return tuple(activity.activity_id for activity in activities)


def is_energy(classifications: Iterable[str]) -> bool:
    """Whether goods of these classes are fuels, electricity or heat."""
    return any(covers(energy, one) for one in classifications for energy in ENERGY_CLASSES)
