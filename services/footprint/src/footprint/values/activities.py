"""Activities of categories 3 to 15 as the carbon library prices them."""

from collections.abc import Callable, Mapping
from typing import Any

from carbon.scope3 import activities as known
from footprint.values.amounts import (
    amount,
    amounts,
    leakages,
    measure,
    measured,
    number,
    optional,
    share,
    treatments,
)
from footprint.values.reading import moment, not_negative, text
from tierzero.agents import Unusable
from tierzero.procurement.v1 import activity_pb2 as contract


def activity_from_message(activity: contract.Activity) -> known.Activity:
    """The activity a fact states, other than a purchase; raises Unusable."""
    kind = activity.WhichOneof("detail")
    read = _DETAILS.get(kind or "")
    if kind is None or read is None:
        raise Unusable("unknown-activity", "the activity is of a kind that is not known here")
    detail = read(getattr(activity, kind))
    if activity.category not in known.CATEGORIES[type(detail)]:
        raise Unusable("wrong-category", f"{kind} does not belong in {activity.category}")
    date = moment(activity, "date", "date")
    return known.Activity(activity.fact.id, activity.fact.version, date, activity.category, detail)


def _fuel_use(stated: contract.FuelUse) -> known.FuelUse:
    return known.FuelUse(amount(stated.fuel, "fuel"))


def _electricity_use(stated: contract.ElectricityUse) -> known.ElectricityUse:
    loss = number(stated.loss_share, "loss_share")
    if loss is not None and loss >= 1:
        raise Unusable("invalid-share", f"loss_share must be below 1, not {loss}")
    power = amount(stated.electricity, "electricity")
    return known.ElectricityUse(power, loss, tuple(stated.generation))


def _transport(stated: contract.Transport) -> known.Transport:
    return known.Transport(
        mass=measured(stated, "mass"),
        distance=measured(stated, "distance"),
        classifications=tuple(stated.classifications),
        fuels=amounts(stated.fuels, "fuels"),
        allocation_share=share(stated.allocation_share, "allocation_share"),
        leakages=leakages(stated.leakages),
        spend=number(stated.amount, "amount"),
        currency=text(stated.currency, "currency") if stated.amount else stated.currency,
        product_id=stated.product_id,
        description=stated.description,
    )


def _waste_treatment(stated: contract.WasteTreatment) -> known.WasteTreatment:
    mass = measure(stated.mass, stated.mass_unit, "mass")
    return known.WasteTreatment(mass, treatments(stated.treatments), stated.description)


def _travel(stated: contract.Travel) -> known.Travel:
    return known.Travel(
        passengers=number(stated.passengers, "passengers"),
        distance=measured(stated, "distance"),
        classifications=tuple(stated.classifications),
        fuels=amounts(stated.fuels, "fuels"),
        hotel_nights=optional(stated, "hotel_nights"),
        description=stated.description,
    )


def _commuting(stated: contract.Commuting) -> known.Commuting:
    return known.Commuting(
        employees=not_negative(stated.employees, "employees"),
        days=not_negative(stated.days, "days"),
        one_way=measured(stated, "one_way_distance"),
        classifications=tuple(stated.classifications),
        telework_energy=optional(stated, "telework_energy"),
    )


def _leased_asset(stated: contract.LeasedAsset) -> known.LeasedAsset:
    return known.LeasedAsset(
        emissions=number(stated.emissions, "emissions"),
        share=share(stated.share, "share"),
        area=optional(stated, "area"),
        description=stated.description,
    )


def _processing(stated: contract.Processing) -> known.Processing:
    part = stated.product_share
    return known.Processing(
        processor_emissions=number(stated.processor_emissions, "processor_emissions"),
        product_share=share(part, "product_share") if part else None,
        sold=optional(stated, "sold"),
        product_id=stated.product_id,
    )


def _product_use(stated: contract.ProductUse) -> known.ProductUse:
    return known.ProductUse(
        units_sold=not_negative(stated.units_sold, "units_sold"),
        lifetime_uses=not_negative(stated.lifetime_uses, "lifetime_uses"),
        energy_per_use=amounts(stated.energy_per_use, "energy_per_use"),
        leakage_per_use=leakages(stated.leakage_per_use),
        product_id=stated.product_id,
        description=stated.description,
    )


def _end_of_life(stated: contract.EndOfLife) -> known.EndOfLife:
    mass = measure(stated.mass_sold, stated.mass_unit, "mass_sold")
    return known.EndOfLife(mass, treatments(stated.treatments), stated.product_id)


def _franchise(stated: contract.Franchise) -> known.Franchise:
    return known.Franchise(
        scope_1=number(stated.scope_1, "scope_1"),
        scope_2=number(stated.scope_2, "scope_2"),
        area=optional(stated, "area"),
        description=stated.description,
    )


def _investment(stated: contract.Investment) -> known.Investment:
    return known.Investment(
        share=share(text(stated.share, "share"), "share"),
        scope_1=number(stated.scope_1, "scope_1"),
        scope_2=number(stated.scope_2, "scope_2"),
        revenue=number(stated.revenue, "revenue"),
        currency=text(stated.currency, "currency") if stated.revenue else stated.currency,
        classifications=tuple(stated.classifications),
        description=stated.description,
    )


_DETAILS: Mapping[str, Callable[[Any], known.Detail]] = {
    "fuel_use": _fuel_use,
    "electricity_use": _electricity_use,
    "transport": _transport,
    "waste_treatment": _waste_treatment,
    "travel": _travel,
    "commuting": _commuting,
    "leased_asset": _leased_asset,
    "processing": _processing,
    "product_use": _product_use,
    "end_of_life": _end_of_life,
    "franchise": _franchise,
    "investment": _investment,
}
