"""What a bill of materials must state so that it can be computed with."""

from typing import Any

from footprint.verify.independent.classes import lineage
from footprint.verify.independent.gases import POTENTIALS
from footprint.verify.independent.numbers import is_above_zero, is_not_below_zero, number
from footprint.verify.independent.units import DECLARED_UNITS, unit

_MOST_PER_CENT = 100
_BEST, _WORST = 1, 5
_RATINGS = ("technological_dqr", "geographical_dqr", "temporal_dqr")


def is_sound_bill(bill: Any) -> bool:
    """Whether it bears its product's id, its numbers are such, and each part can be looked for."""
    return (
        bill.fact.id == bill.product_id
        and all(map(_is_name, (bill.product_id, bill.supplier_id)))
        and bill.gwp_set in POTENTIALS
        and bill.declared_unit in DECLARED_UNITS
        and is_above_zero(bill.output_amount)
        and is_not_below_zero(bill.mass_per_declared_unit or "0")
        and number(bill.own_emissions) is not None
        and is_share(bill.own_primary_data_share)
        and has_sound_ratings(bill, "own_dqi")
        and all(map(_is_sound_part, bill.parts))
    )


def is_share(text: str) -> bool:
    """Whether it is a number of per cent, or absent."""
    found = number(text or "0")
    return found is not None and 0 <= found <= _MOST_PER_CENT


def has_sound_ratings(message: Any, field: str) -> bool:
    """Whether each rating, where there is one, is from 1 to 5."""
    ratings = [getattr(getattr(message, field), name) for name in _RATINGS]
    found = [number(one) for one in ratings if one]
    return all(one is not None and _BEST <= one <= _WORST for one in found)


def _is_sound_part(part: Any) -> bool:
    names = part.product_id, part.supplier_id
    is_named = all(map(_is_name, names))
    has_class = bool(lineage(part.classification))
    return (
        (is_named or (has_class and not any(names)))
        and (has_class or not part.classification)
        and unit(part.unit) is not None
        and is_not_below_zero(part.quantity)
    )


def _is_name(text: str) -> bool:
    return bool(text) and text.isprintable()
