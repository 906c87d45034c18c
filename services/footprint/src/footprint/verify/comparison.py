"""Where two results differ."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from google.protobuf.message import Message

from footprint.verify.oracle import Results
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.footprint.v1.roll_up_pb2 import RollUp

K = TypeVar("K", bound=tuple[object, ...])


def differences(stored: Results, recomputed: Results) -> list[str]:
    """One readable entry for each inventory and line that is not the same bytes."""
    return [
        *_differences("inventory", Inventory, stored.inventories, recomputed.inventories),
        *_differences("line", Line, stored.lines, recomputed.lines),
        *_differences("roll-up", RollUp, stored.roll_ups, recomputed.roll_ups),
    ]


def _differences(
    kind: str, message: type[Message], stored: Mapping[K, bytes], recomputed: Mapping[K, bytes]
) -> Iterator[str]:
    for key in sorted(stored.keys() | recomputed.keys(), key=str):
        if stored.get(key) != recomputed.get(key):
            name = ":".join(map(str, key))
            yield (
                f"{kind} {name}\n  stored:     {_shown(message, stored.get(key))}"
                f"\n  recomputed: {_shown(message, recomputed.get(key))}"
            )


def _shown(message: type[Message], content: bytes | None) -> str:
    return "nothing" if content is None else " ".join(str(message.FromString(content)).split())
