"""The reason of a revision as a message, and revisions as they are stored with it."""

from footprint.networks.restating import Effect, Effects
from tierzero.footprint.v1.inventory_pb2 import Cause, Inventory, Milligrams, Restatement


def restatement_of(before: bytes, effects: Effects) -> Restatement:
    """Why a revision differs from the content before it (empty: from nothing)."""
    total = Inventory.FromString(before).total.digits or "0"
    causes = [_cause(code, effect) for (code, _day), effect in sorted(effects.items(), key=_place)]
    return Restatement(total_before=Milligrams(digits=total), causes=causes)


def _place(item: tuple[tuple[str, int], Effect]) -> tuple[str, int]:
    return item[0]


def _cause(code: str, effect: Effect) -> Cause:
    return Cause(
        code=code,
        effect=Milligrams(digits=str(effect.effect_mg)),
        by_method=Milligrams(digits=str(effect.by_method_mg)),
        line_count=effect.line_count,
        facts=[effect.facts[name] for name in sorted(effect.facts)],
    )
