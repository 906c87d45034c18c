"""Putting slots into a network, with its indices and totals."""

from collections.abc import Iterator

from carbon.classifications import covering
from footprint.networks.network import Network
from footprint.networks.slots import Slot
from footprint.networks.totals import add, move, remove

Place = tuple[dict[str, set[int]], str]


def put(network: Network, index: int, slot: Slot) -> None:
    """Put a slot in its place, instead of the one that is there."""
    old = network.slots[index] if index < len(network.slots) else None
    if old is not None and _only_moves(old, slot):
        move(network.totals[slot.key], old, slot)
        network.slots[index] = slot
        return
    if slot.line:
        add(network.totals[slot.key], slot)
    if old is None:
        network.slots.append(slot)
        network.index_of[slot.activity_id] = index
        _note(network, index, slot)
        return
    if old.line:
        remove(network.totals[old.key], old)
    if not _is_indexed_alike(old, slot):
        _unnote(network, index, old)
        _note(network, index, slot)
    network.slots[index] = slot


def _only_moves(old: Slot, new: Slot) -> bool:
    """Whether the lines differ in nothing that is counted or indexed but figure and time."""
    both = bool(old.line and new.line)
    return (
        both and old.key == new.key and old.gwp_set == new.gwp_set and _is_indexed_alike(old, new)
    )


def _is_indexed_alike(old: Slot, new: Slot) -> bool:
    return (
        bool(old.line) == bool(new.line)
        and old.method == new.method
        and old.supplier_id == new.supplier_id
        and old.product_id == new.product_id
        and old.classifications == new.classifications
    )


def _note(network: Network, index: int, slot: Slot) -> None:
    for names, name in _places(network, slot):
        names[name].add(index)


def _unnote(network: Network, index: int, slot: Slot) -> None:
    for names, name in _places(network, slot):
        names[name].discard(index)


def _places(network: Network, slot: Slot) -> Iterator[Place]:
    if not slot.line:
        return
    yield network.by_supplier, slot.supplier_id
    yield network.by_product, slot.product_id
    yield network.by_method, slot.method
    for classification in slot.classifications:
        for name in covering(classification):
            yield network.by_class, name
