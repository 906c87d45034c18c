"""What a stated footprint quotes to those who bought its product, read straight from the fact."""

import re
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from carbon.decimals import format_decimal, product, quotient, readable
from carbon.scope3.results import SourceKind
from carbon.units import DeclaredUnit, convert, dimension
from footprint.moments import nanoseconds
from footprint.networks.following.writing import tag_of, written
from footprint.networks.rollups.packing import varint
from footprint.values.footprints import is_active, terms_of
from footprint.values.reading import decimal
from tierzero.footprint.v1.inventory_service_pb2 import Line, Source
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint

_ONE = Decimal(1)
_AS_SHOWN = re.compile(r"(?:0|[1-9][0-9]{0,15})(?:[.][0-9]{0,15}[1-9])?")
_SOURCE = tag_of(Line, "sources")
_ID, _LABEL, _VALUE = (tag_of(Source, name) for name in ("id", "label", "value"))
_KIND = Source(kind=SourceKind.FOOTPRINT).SerializeToString()
_VERSION = Source(version=1).SerializeToString()[:-1]


class Quote(NamedTuple):
    """An active footprint; emissions are in kgCO2e per one declared unit."""

    rank: tuple[datetime, datetime, str, int]
    """Of several that are usable the highest holds, as in `carbon.scope3.choice`."""
    footprint_id: str
    supplier_id: str
    usable_from: datetime
    usable_until: datetime
    emissions_per_unit: Decimal
    declared_unit: DeclaredUnit
    gwp_sets: tuple[str, ...]
    recorded_at: int
    """In nanoseconds since 1970."""
    source: bytes
    """The footprint as a source, a field of the line."""
    value: str


def quote_of(footprint: Footprint) -> Quote | None:
    """What the footprint quotes; None where it prices nothing."""
    if not is_active(footprint):
        return None
    pcf, terms, fact = footprint.pcf, terms_of(footprint), footprint.fact
    stated = decimal(pcf.pcf_excluding_biogenic_uptake, "pcf.pcf_excluding_biogenic_uptake")
    if terms.amount == _ONE:
        emissions, value = stated, _shown(stated, pcf.pcf_excluding_biogenic_uptake)
    else:
        emissions = quotient(stated, terms.amount)
        value = format_decimal(readable(emissions))
    return Quote(
        (terms.period_end, terms.created, fact.id, fact.version),
        fact.id,
        footprint.supplier_id,
        terms.period_start,
        terms.expires_at,
        emissions,
        terms.declared_unit,
        tuple(pcf.ipcc_characterization_factors),
        nanoseconds(fact.recorded_at),
        _source(footprint, value),
        value,
    )


def _shown(emissions: Decimal, stated: str) -> str:
    """As `readable` shows the number; mostly that is how it was stated."""
    return stated if _AS_SHOWN.fullmatch(stated) else format_decimal(readable(emissions))


def factor_for(quote: Quote, unit: str) -> tuple[Decimal, str] | None:
    """kgCO2e per one of the unit, and how it is shown; None where another dimension is asked for.

    A mass may still be joined by the product's own, which is left to `carbon.scope3`.
    """
    multiple = _multiple(unit, quote.declared_unit)
    if multiple is _ONE:
        return quote.emissions_per_unit, quote.value
    if multiple is None:
        return None
    factor = product(quote.emissions_per_unit, multiple)
    return factor, format_decimal(readable(factor))


@lru_cache(maxsize=1_024)
def _multiple(unit: str, declared_unit: DeclaredUnit) -> Decimal | None:
    if dimension(unit) != dimension(declared_unit):
        return None
    multiple = convert(_ONE, unit, declared_unit)
    return _ONE if multiple == _ONE else multiple


def _source(footprint: Footprint, value: str) -> bytes:
    fact, label = footprint.fact, footprint.product_name_company
    content = (
        _KIND,
        written(_ID, fact.id.encode()),
        _VERSION,
        varint(fact.version),
        written(_LABEL, label.encode()) if label else b"",
        written(_VALUE, value.encode()),
    )
    return written(_SOURCE, b"".join(content))
