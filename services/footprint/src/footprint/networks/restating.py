"""Why a revision differs from the one before: each exchange of a line has one cause.

Derived from the old line, the new one and the facts that were news; what a revision says does not
depend on it (docs/design/restatement.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from carbon.inventory import Key
from carbon.restatements import Cause, document_cause
from carbon.scope3.results import Method, SourceKind
from footprint.bundles import OTHERS, facts_in
from footprint.networks.slots import Slot
from footprint.networks.unread import Unread
from footprint.values import Policy
from tierzero.footprint.v1.inventory_pb2 import CausingFact
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

MOST_FACTS = 10
"""Most facts named for one cause."""

_SECONDS_OF_DAY = 86_400
_DOCUMENTS: Mapping[str, str] = {
    "factors": "emission-factor",
    "exchange_rates": "exchange-rate",
    "price_indices": "price-index",
    "supplier_emissions": "supplier-emissions",
}
"""Kind in a bundle → kind of source."""

_SHARING: Mapping[str, str] = {"products": "product", "organizations": "organization"}


class Named(NamedTuple):
    """A fact that may be named as a cause; most of a message's never are."""

    kind: str
    fact: Any
    """Its header."""


Why = tuple[Cause, Named | None]


@dataclass
class Effect:
    """What one cause did to one inventory."""

    effect_mg: int = 0
    by_method_mg: int = 0
    line_count: int = 0
    facts: dict[tuple[str, str], CausingFact] = field(
        default_factory=dict[tuple[str, str], CausingFact]
    )


Effects = dict[tuple[Cause, int], Effect]
"""Cause and day on which its facts were recorded (days since 1970; 0: no fact is named)."""


@dataclass
class Attribution:
    """The news of one message, and what they did to each inventory."""

    activities: Mapping[str, Any]
    documents: dict[tuple[str, str], Named] = field(default_factory=dict[tuple[str, str], Named])
    of_suppliers: dict[str, Why] = field(default_factory=dict[str, Why])
    bills: dict[str, Named] = field(default_factory=dict[str, Named])
    policy: Named | None = None
    prices_anew: bool = False
    """Whether the policy's part that lines follow has changed."""
    effects: dict[Key, Effects] = field(default_factory=lambda: defaultdict[Key, Effects](dict))


def attribution(unread: Unread, activities: Iterable[Activity]) -> Attribution:
    """Nothing attributed yet; ``unread`` are the facts other than activities."""
    found = Attribution({one.fact.id: one.fact for one in activities})
    _name_footprints(found, unread)
    for kind, fact in facts_in(unread.news, OTHERS):
        if kind == "policies":
            found.policy = Named("inventory-policy", fact.fact)
        elif kind in _DOCUMENTS:
            named = Named(_DOCUMENTS[kind], fact.fact)
            found.documents[named.kind, named.fact.id] = named
            supplier_id = getattr(fact, "supplier_id", "")
            found.of_suppliers.setdefault(supplier_id, (Cause.SOURCES_CHANGED, named))
        elif kind == "bills_of_materials":
            found.bills[fact.product_id] = Named("bill-of-materials", fact.fact)
        elif kind in _SHARING:
            supplier_id = getattr(fact, "supplier_id", fact.fact.id)
            named = Named(_SHARING[kind], fact.fact)
            found.of_suppliers[supplier_id] = (Cause.SHARING_CHANGED, named)
    found.of_suppliers.pop("", None)
    return found


def _name_footprints(found: Attribution, unread: Unread) -> None:
    for identity, header in zip(unread.ids, unread.headers, strict=True):
        found.documents[SourceKind.FOOTPRINT, identity] = Named(SourceKind.FOOTPRINT, header)
    # Of each supplier's the first, as of other documents.
    first = dict(zip(reversed(unread.suppliers), reversed(unread.ids), strict=True))
    for supplier_id, identity in first.items():
        named = found.documents[SourceKind.FOOTPRINT, identity]
        found.of_suppliers[supplier_id] = Cause.SOURCES_CHANGED, named


def attribution_of_policy(found: Attribution, former: Policy, present: Policy) -> None:
    """Note whether lines are priced differently since the message."""
    found.prices_anew = former.pricing != present.pricing


def attribute(found: Attribution, old: Slot | None, new: Slot) -> None:
    """Note the exchange of a line (None: there was no such activity) for another."""
    before = old if old is not None and old.line else None
    after = new if new.line else None
    if before is None and after is None:
        return
    cause, named = _why(found, old, new)
    has_new_method = bool(before and after and before.method != after.method)
    for key, effect_mg in _effects(before, after):
        note(found.effects[key], cause, [named] if named else [], effect_mg, has_new_method, 1)


def _effects(before: Slot | None, after: Slot | None) -> Iterator[tuple[Key, int]]:
    """By how much each inventory changes."""
    left, entered = before and before.key, after and after.key
    if before and after and left == entered:
        yield after.key, after.emissions_mg - before.emissions_mg
        return
    if before:
        yield before.key, -before.emissions_mg
    if after:
        yield after.key, after.emissions_mg


def attribute_exclusion(found: Attribution, key: Key) -> None:
    """Note that the category was left out or taken back in, or that its reason changed."""
    named = [found.policy] if found.policy else []
    note(found.effects[key], Cause.EXCLUSION_CHANGED, named, 0, False, 0)


def note(
    effects: Effects,
    cause: Cause,
    named: Sequence[Named],
    effect_mg: int,
    has_new_method: bool,
    lines: int,
) -> None:
    """Note what lines changed by; the facts named were recorded on one day."""
    day = day_of(named[0]) if named else 0
    effect = effects.get((cause, day))
    if effect is None:
        effect = effects[cause, day] = Effect()
    effect.effect_mg += effect_mg
    effect.by_method_mg += effect_mg if has_new_method else 0
    effect.line_count += lines
    for one in named:
        if len(effect.facts) < MOST_FACTS:
            effect.facts[one.kind, one.fact.id] = _causing(one)


def day_of(named: Named) -> int:
    """Days since 1970 when the fact was recorded."""
    return named.fact.recorded_at.seconds // _SECONDS_OF_DAY


def _causing(named: Named) -> CausingFact:
    fact = named.fact
    return CausingFact(
        kind=named.kind, id=fact.id, version=fact.version, recorded_at=fact.recorded_at
    )


def _why(found: Attribution, old: Slot | None, new: Slot) -> Why:
    activity = found.activities.get(new.activity_id)
    if activity is not None and (old is None or old.version != new.version):
        return _activity_cause(old, new), Named("activity", activity)
    return _footprint_cause(found, old, new) or next(
        _candidates(found, old, new), (Cause.SOURCES_CHANGED, None)
    )


def _activity_cause(old: Slot | None, new: Slot) -> Cause:
    if not new.line:
        return Cause.ACTIVITY_WITHDRAWN
    is_known = old is not None and bool(old.line)
    return Cause.ACTIVITY_CORRECTED if is_known else Cause.ACTIVITY_RECORDED


def _footprint_cause(found: Attribution, old: Slot | None, new: Slot) -> Why | None:
    """Where a line rests on one footprint and that is news, no line has to be read to know why."""
    source = SourceKind.FOOTPRINT, new.footprint_id
    if source not in found.documents:
        return None
    was_used = was_used_by(old, new.footprint_id)
    cause = document_cause(source[0], was_used=was_used, is_used=True)
    return cause, found.documents[source]


def was_used_by(old: Slot | None, footprint_id: str) -> bool:
    """Whether the line rests on the footprint; one without figure rests on nothing."""
    if old is None or old.method is Method.UNRESOLVED:
        return False
    if old.footprint_id:
        return old.footprint_id == footprint_id
    return (SourceKind.FOOTPRINT, footprint_id) in _sources(old)


def _candidates(found: Attribution, old: Slot | None, new: Slot) -> Iterator[Why]:
    was, is_now = _sources(old), _sources(new)
    for source in (*is_now, *was):
        if source in found.documents:
            cause = document_cause(source[0], was_used=source in was, is_used=source in is_now)
            yield cause, found.documents[source]
    rolled_up = _rolled_up(was, is_now)
    if rolled_up is not None and rolled_up[0] in found.bills:
        yield rolled_up[1], found.bills[rolled_up[0]]
    if found.prices_anew:
        yield Cause.POLICY_CHANGED, found.policy
    of_supplier = found.of_suppliers.get(new.supplier_id)
    if of_supplier is not None and of_supplier[0] is Cause.SHARING_CHANGED:
        yield of_supplier
    if rolled_up is not None:
        # Which part changed is the supplier's: no fact is named.
        yield rolled_up[1], None
    if of_supplier is not None:
        yield of_supplier


Sources = Mapping[tuple[str, str], tuple[int, str]]
"""Kind and id → version and value."""


def _rolled_up(was: Sources, is_now: Sources) -> tuple[str, Cause] | None:
    """The product whose calculated footprint changed, and how; None where none did."""
    for source in (*is_now, *was):
        if source[0] == SourceKind.CALCULATED_FOOTPRINT and was.get(source) != is_now.get(source):
            cause = document_cause(source[0], was_used=source in was, is_used=source in is_now)
            return source[1], cause
    return None


def _sources(slot: Slot | None) -> Sources:
    if slot is None or not slot.line:
        return {}
    sources = Line.FromString(slot.line).sources
    return {(one.kind, one.id): (one.version, one.value) for one in sources}
