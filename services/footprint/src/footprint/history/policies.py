"""What a buyer's policy says about years: which were reported, and which categories count."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from carbon.baseyear import DEFAULT_THRESHOLD_PERCENT, Policy, Trigger
from carbon.decimals import parse_decimal
from footprint.bundles import Book
from tierzero.procurement.v1 import inventory_policy_pb2 as contract
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy, YearReported

TRIGGERS: Mapping[int, Trigger] = {
    contract.RecalculationTrigger.Value(f"RECALCULATION_TRIGGER_{trigger.name}"): trigger
    for trigger in Trigger
    if trigger is not Trigger.ORGANIC_GROWTH
}
"""The contract's values; organic growth never recalculates, so it has none."""


def policy_in(book: Book, buyer_id: str) -> InventoryPolicy:
    """The buyer's policy; an empty one where it has stated none, or taken it back."""
    stated = book["policies"].get(buyer_id)
    return InventoryPolicy() if stated is None or stated.fact.withdrawn else stated


def excluded_categories(policy: InventoryPolicy) -> set[int]:
    """Categories that do not count."""
    return {one.category for one in policy.excluded_categories}


def reports_of(policy: InventoryPolicy, year: int) -> Sequence[YearReported]:
    """Every report of a year, the oldest first."""
    return [report for report in policy.reported_years if report.year == year]


def reported_revision(report: YearReported, category: int) -> int:
    """The revision that was reported; 0 where the category had no inventory."""
    return next((one.revision for one in report.figures if one.category == category), 0)


def restated_report(
    policy: InventoryPolicy, category: int, year: int, revision: int
) -> YearReported | None:
    """The last report whose figure the revision is newer than; None in a running year."""
    reports = reports_of(policy, year)
    restated = [one for one in reports if reported_revision(one, category) < revision]
    return restated[-1] if restated else None


def recalculation_policy(policy: InventoryPolicy) -> Policy:
    """Threshold and triggers; 5 % and all of them where the policy names none."""
    named = {TRIGGERS[one] for one in policy.recalculation_triggers if one in TRIGGERS}
    return Policy(threshold_of(policy), frozenset(named or TRIGGERS.values()))


def threshold_of(policy: InventoryPolicy) -> Decimal:
    """Per cent of base-year emissions."""
    stated = policy.recalculation_threshold
    return parse_decimal(stated) if stated else DEFAULT_THRESHOLD_PERCENT
