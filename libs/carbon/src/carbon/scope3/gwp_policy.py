"""Sources in another set of global warming potentials, where a policy refuses them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from carbon.scope3.inputs import EmissionFactor, FootprintValue, SupplierEmissions
from carbon.scope3.notes import Note
from carbon.scope3.results import LineResult

_Stated = TypeVar("_Stated", EmissionFactor, SupplierEmissions)


def refusing_other_sets(result: LineResult, again: Callable[[], LineResult]) -> LineResult:
    """The line without sources of other sets; `again` prices with those left out.

    A line that used none stands as it is, else the new one says that something was left out.
    """
    if Note.OTHER_GWP_SET not in result.notes:
        return result
    priced = again()
    return replace(priced, notes=(Note.OTHER_GWP_SET_REFUSED, *priced.notes))


def footprints_in_set(footprints: Iterable[FootprintValue], gwp_set: str) -> list[FootprintValue]:
    """The footprints that state the set."""
    return [one for one in footprints if gwp_set in one.gwp_sets]


def stated_in_set(stated: Iterable[_Stated], gwp_set: str) -> list[_Stated]:
    """The factors or suppliers' own emissions that are stated in the set."""
    return [one for one in stated if one.gwp_set == gwp_set]
