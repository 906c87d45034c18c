"""For whom reference facts hold: one that names its owner holds for that buyer alone.

What an administrator publishes names no organization and holds for everybody.
"""

from collections.abc import Iterable
from typing import Any

from footprint.bundles import Bundle, bundle_of, facts_in


def holds_for(fact: Any, buyer_id: str) -> bool:
    """Whether a factor, rate or index may price the buyer's lines."""
    return fact.fact.organization_id in ("", buyer_id)


def for_everybody_or(buyer_id: str, facts: Iterable[Any]) -> list[Any]:
    """The facts that hold for the buyer."""
    return [fact for fact in facts if holds_for(fact, buyer_id)]


def references_for(bundle: Bundle, network_id: str) -> Bundle:
    """The bundle's reference facts that hold for the network's buyer."""
    return bundle_of((kind, fact) for kind, fact in facts_in(bundle) if holds_for(fact, network_id))
