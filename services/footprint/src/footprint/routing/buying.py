"""Routing activities: a network joins the streams that can price them, and gets what they hold."""

from collections.abc import Iterable, Mapping

from footprint.bundles import Bundle
from footprint.routing.joining import join, spread
from footprint.routing.names import membership_stream, needs_of_activities, needs_of_factors
from footprint.routing.plan import Plan, Streams, required
from footprint.routing.stream import Stream


def plan_activities(streams: Streams, bundle: Bundle) -> Plan:
    """Forward activities to their buyer's network, which joins what they need."""
    plan = Plan()
    by_buyer: dict[str, Bundle] = {}
    for activity in bundle.activities:
        by_buyer.setdefault(activity.buyer_id, Bundle()).activities.append(activity)
    needs = _needs(streams, by_buyer)
    for network_id, activities in by_buyer.items():
        _plan_network(plan, streams, network_id, activities, needs[network_id])
    return plan


def _needs(streams: Streams, by_buyer: Mapping[str, Bundle]) -> dict[str, set[str]]:
    """Streams each network must join. All are asked for at once: each that is missing and asked for
    alone lets planning begin anew."""
    memberships = required(streams, map(membership_stream, by_buyer))
    joined = {membership.name: membership.members for membership in memberships}
    needs = {
        network_id: needs_of_activities(own.activities) - joined[membership_stream(network_id)]
        for network_id, own in by_buyer.items()
    }
    required(streams, {name for names in needs.values() for name in names})
    return needs


def plan_policies(streams: Streams, bundle: Bundle) -> Plan:
    """Forward policies to their buyer's network; nothing else needs them."""
    plan = Plan()
    for policy in bundle.policies:
        plan.forward(policy.buyer_id, Bundle(policies=[policy]))
    return plan


def _plan_network(
    plan: Plan, streams: Streams, network_id: str, activities: Bundle, needs: set[str]
) -> None:
    (membership,) = required(streams, [membership_stream(network_id)])
    joined = required(streams, needs)
    further = _money_of(joined) - membership.members - needs
    joined += required(streams, further)
    told = [bill for stream in joined for bill in join(plan, stream, network_id)]
    spread(plan, streams, told)
    if joined:
        plan.join(membership, {stream.name for stream in joined})
    plan.forward(network_id, activities)


def _money_of(joined: Iterable[Stream]) -> set[str]:
    factors = (factor for stream in joined for factor in stream.book["factors"].values())
    return needs_of_factors(factors)
