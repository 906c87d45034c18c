"""Reference facts: emission factors, exchange rates, price indices."""

from carbon.scope3.inputs import EmissionFactor, ExchangeRate, FactorKind, PriceIndex
from carbon.units import known_unit
from footprint.values.reading import decimal, optional_moment, positive, text
from tierzero.agents import Unusable
from tierzero.procurement.v1 import factor_pb2

_KINDS = {
    factor_pb2.FACTOR_KIND_AVERAGE_DATA: FactorKind.AVERAGE_DATA,
    factor_pb2.FACTOR_KIND_SPEND_BASED: FactorKind.SPEND_BASED,
}


def emission_factor_from_message(factor: factor_pb2.EmissionFactor) -> EmissionFactor:
    """The factor a fact states; raises Unusable."""
    kind = _KINDS.get(factor.kind)
    if kind is None:
        raise Unusable("unknown-factor-kind", "kind is not known here")
    if kind is FactorKind.AVERAGE_DATA and not known_unit(factor.unit):
        raise Unusable("unknown-unit", f"unit {factor.unit[:80]!r} is no unit")
    return EmissionFactor(
        id=factor.fact.id,
        version=factor.fact.version,
        kind=kind,
        classification=text(factor.classification, "classification"),
        value=decimal(factor.value, "value"),
        unit=text(factor.unit, "unit"),
        gwp_set=factor.gwp_set,
        price_year=factor.price_year or None,
        includes_margins=factor.includes_margins,
        name=factor.name,
        region=factor.region,
        data_year=factor.data_year or None,
        factor_set=factor.factor_set,
        factor_set_version=factor.factor_set_version,
        valid_from=optional_moment(factor, "valid_from", "valid_from"),
        valid_until=optional_moment(factor, "valid_until", "valid_until"),
    )


def exchange_rate_from_message(rate: factor_pb2.ExchangeRate) -> ExchangeRate:
    """The rate a fact states; raises Unusable."""
    return ExchangeRate(
        id=rate.fact.id,
        version=rate.fact.version,
        base=text(rate.base, "base"),
        currency=text(rate.currency, "currency"),
        year=rate.year,
        rate=positive(rate.rate, "rate"),
    )


def price_index_from_message(index: factor_pb2.PriceIndex) -> PriceIndex:
    """The index a fact states; raises Unusable."""
    return PriceIndex(
        id=index.fact.id,
        version=index.fact.version,
        currency=text(index.currency, "currency"),
        year=index.year,
        index=positive(index.index, "index"),
    )
