"""How a buyer accounts, and what suppliers say about themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from carbon.gwp import DEFAULT_GWP_SET, GWP_SETS
from carbon.scope3.inputs import SupplierEmissions
from footprint.values.reading import not_negative, positive, text
from tierzero.agents import Unusable
from tierzero.procurement.v1 import inventory_policy_pb2 as policy_pb2
from tierzero.supplier_portal.v1 import supplier_emissions_pb2 as emissions_pb2

_CATEGORIES = range(1, 16)


class OtherGwpSets(StrEnum):
    """What becomes of sources in another GWP set than the inventory's."""

    NOTED = "noted"
    REFUSED = "refused"


@dataclass(frozen=True)
class Policy:
    """The part of a buyer's policy that inventories follow."""

    gwp_set: str = DEFAULT_GWP_SET.name
    other_gwp_sets: OtherGwpSets = OtherGwpSets.NOTED
    exclusions: Mapping[int, str] = field(default_factory=dict[int, str])
    """Category → why it is left out."""

    @property
    def pricing(self) -> tuple[str, str]:
        """What lines follow; two policies that are equal in it price everything alike."""
        return self.gwp_set, self.other_gwp_sets


_OTHERS = {
    policy_pb2.OTHER_GWP_SETS_UNSPECIFIED: OtherGwpSets.NOTED,
    policy_pb2.OTHER_GWP_SETS_NOTED: OtherGwpSets.NOTED,
    policy_pb2.OTHER_GWP_SETS_REFUSED: OtherGwpSets.REFUSED,
}


def policy_from_message(policy: policy_pb2.InventoryPolicy) -> Policy:
    """The policy a fact states; raises Unusable."""
    if policy.fact.id != text(policy.buyer_id, "buyer_id"):
        raise Unusable("wrong-identity", "a policy bears the id of its buyer")
    if policy.gwp_set not in GWP_SETS:
        raise Unusable("unknown-gwp-set", f"gwp_set {policy.gwp_set[:80]!r} is not known here")
    others = _OTHERS.get(policy.other_gwp_sets)
    if others is None:
        raise Unusable("unknown-choice", "other_gwp_sets is not known here")
    if policy.recalculation_threshold:
        not_negative(policy.recalculation_threshold, "recalculation_threshold")
    for one in policy.excluded_categories:
        text(one.reason, "excluded_categories.reason")
        if one.category not in _CATEGORIES:
            raise Unusable("wrong-category", f"there is no category {one.category}")
    reasons = {one.category: one.reason for one in policy.excluded_categories}
    return Policy(policy.gwp_set, others, reasons)


def supplier_emissions_from_message(
    stated: emissions_pb2.SupplierEmissions,
) -> SupplierEmissions:
    """A supplier's own emissions of a year; raises Unusable."""
    if stated.fact.id != f"{stated.supplier_id}:{stated.year}":
        raise Unusable("wrong-identity", "own emissions bear the id of supplier and year")
    covered = not_negative(stated.covered_share or "0", "covered_share")
    if covered > 1:
        raise Unusable("invalid-share", f"covered_share must be from 0 to 1, not {covered}")
    return SupplierEmissions(
        id=stated.fact.id,
        version=stated.fact.version,
        supplier_id=text(stated.supplier_id, "supplier_id"),
        year=stated.year,
        scope_1=not_negative(stated.scope_1, "scope_1"),
        scope_2=not_negative(stated.scope_2, "scope_2"),
        revenue=positive(stated.revenue, "revenue"),
        currency=text(stated.currency, "currency"),
        covered_share=covered,
        gwp_set=text(stated.gwp_set, "gwp_set"),
        waste=not_negative(stated.waste or "0", "waste"),
    )
