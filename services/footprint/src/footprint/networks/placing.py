"""Putting slots into a network, with its indices and totals."""

from collections.abc import Iterator

from carbon.classifications import covering
from footprint.networks.network import Network
from footprint.networks.slots import Slot
from footprint.networks.totals import add, remove

Place = tuple[dict[str, set[int]], str]


def put(network: Network, index: int, slot: Slot) -> None:
    """Put a slot in its place, instead of the one that is there."""
    if slot.line:
        add(network.totals[slot.key], slot)
    if index == len(network.slots):
        network.slots.append(slot)
        network.index_of[slot.activity_id] = index
        _note(network, index, slot)
        return
    old = network.slots[index]
    if old.line:
        remove(network.totals[old.key], old)
    if _indexed_by(old) != _indexed_by(slot):
        _unnote(network, index, old)
        _note(network, index, slot)
    network.slots[index] = slot


def _indexed_by(slot: Slot) -> tuple[object, ...]:
    found = bool(slot.line), slot.supplier_id, slot.product_id
    return (*found, slot.classifications, slot.method)


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
