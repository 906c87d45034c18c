"""Footprints and published factors as pins."""

from decimal import Decimal

from carbon.calculation.guided import end_of_year
from carbon.calculation.model import Composition, DataType, Ratings
from carbon.decimals import exact_arithmetic, readable
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from supplier_portal.reference_factors.service import ReferenceFactor

from .model import UNRATED, Kind, Pin

_NONE = Decimal(0)


def pin_of_footprint(
    reference: str, version: int, footprint: ProductFootprint, supplier: str
) -> Pin:
    """What a supplier's footprint means for whoever uses the product."""
    pcf = footprint.pcf
    amount = pcf.declared_unit_amount
    with exact_arithmetic():
        mass = readable(pcf.product_mass_per_declared_unit / amount)
    dqi = pcf.dqi
    return Pin(
        reference=reference,
        kind=Kind.FOOTPRINT,
        id=footprint.id,
        version=str(version),
        name=footprint.product_name_company,
        source=supplier,
        emissions=composition_of(pcf),
        unit=pcf.declared_unit_of_measurement.value,
        amount=amount,
        mass_per_unit=mass or None,
        outbound_logistics=pcf.outbound_logistics_ghg_emissions,
        data_type=DataType.PRIMARY,
        primary_data_share=pcf.primary_data_share or _NONE,
        ratings=Ratings(dqi.technological_dqr, dqi.geographical_dqr, dqi.temporal_dqr)
        if dqi
        else UNRATED,
        region=pcf.geography_country_subdivision or pcf.geography_country or "",
        data_ends=pcf.reference_period_end,
        gwp_sets=pcf.ipcc_characterization_factors,
        sources=tuple((one.name, one.version) for one in pcf.secondary_emission_factor_sources),
    )


def composition_of(pcf: CarbonFootprint) -> Composition:
    """The components; pcfExcludingBiogenicUptake is the number that counts (methodology v3, §2).

    Where a supplier's components do not add up to it, the difference is taken as fossil.
    """
    others = Composition(
        land_use_change=pcf.land_use_change_ghg_emissions or _NONE,
        land_management_emissions=pcf.land_management_biogenic_co2_emissions or _NONE,
        land_management_removals=pcf.land_management_biogenic_co2_removals or _NONE,
        biogenic_non_co2=pcf.biogenic_non_co2_emissions or _NONE,
        technological_removals=pcf.technological_co2_removals or _NONE,
        capture=pcf.ccs_technological_co2_capture or _NONE,
    )
    with exact_arithmetic():
        fossil = pcf.pcf_excluding_biogenic_uptake - others.total
    return Composition(
        fossil,
        others.land_use_change,
        others.land_management_emissions,
        others.land_management_removals,
        others.biogenic_non_co2,
        others.technological_removals,
        others.capture,
    )


def pin_of_factor(reference: str, factor: ReferenceFactor) -> Pin:
    """A published average."""
    return Pin(
        reference=reference,
        kind=Kind.FACTOR,
        id=factor.id,
        version=factor.set_version,
        name=factor.name or factor.classification,
        source=factor.factor_set,
        emissions=Composition(fossil=factor.value),
        unit=factor.unit,
        region=factor.region,
        data_ends=end_of_year(factor.data_year),
        gwp_sets=(factor.gwp_set,),
    )
