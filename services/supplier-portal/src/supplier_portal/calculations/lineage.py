"""What an issued footprint remembers of the calculation it was made from."""

from collections.abc import Mapping
from typing import Any

from carbon.footprint.writing import pcf_to_wire
from supplier_portal.footprints import service as footprints

from .evaluating import Evaluation
from .model import Pin

Document = dict[str, Any]


def lineage_of(evaluation: Evaluation, issued: Mapping[str, Any]) -> Document:
    """Calculation, version, ids and versions of its inputs, and attributes edited since.

    `issued` is the document that is issued; what differs in it was typed over the calculation.
    """
    calculation = evaluation.calculation
    return {
        "calculation_id": calculation.id,
        "calculation_version": calculation.version,
        "inputs": [input_of(pin) for pin in _used(evaluation)],
        "edited": edited(evaluation, issued),
    }


def edited(evaluation: Evaluation, issued: Mapping[str, Any]) -> list[str]:
    """Paths of attributes that the calculation states otherwise."""
    if evaluation.pcf is None:
        return []
    calculated = pcf_to_wire(evaluation.pcf)
    found = footprints.differences({"pcf": calculated}, {"pcf": issued["pcf"]})
    return [one.path for one in found]


def input_of(pin: Pin) -> Document:
    """What was used: enough to find it again."""
    return {
        "reference": pin.reference,
        "kind": pin.kind.value,
        "id": pin.id,
        "version": pin.version,
        "name": pin.name,
        "source": pin.source,
    }


def _used(evaluation: Evaluation) -> list[Pin]:
    used = {part.pin.reference: part.pin for part in evaluation.parts if part.pin}
    return list(used.values())
