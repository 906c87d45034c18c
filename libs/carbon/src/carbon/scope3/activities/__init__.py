"""Activities of categories 3 to 15: what they state, and what they emit.

Purchases, categories 1 and 2, need footprints and are priced by `carbon.scope3.lines`.
"""

from carbon.scope3.activities.details import (
    CATEGORIES,
    Activity,
    Amount,
    Commuting,
    Detail,
    ElectricityUse,
    EndOfLife,
    Franchise,
    FuelUse,
    Investment,
    LeasedAsset,
    Processing,
    ProductUse,
    Share,
    Transport,
    Travel,
    WasteTreatment,
)
from carbon.scope3.activities.mentions import currency_of, mentioned_classes
from carbon.scope3.activities.pricing import price_activity

__all__ = [
    "CATEGORIES",
    "Activity",
    "Amount",
    "Commuting",
    "Detail",
    "ElectricityUse",
    "EndOfLife",
    "Franchise",
    "FuelUse",
    "Investment",
    "LeasedAsset",
    "Processing",
    "ProductUse",
    "Share",
    "Transport",
    "Travel",
    "WasteTreatment",
    "currency_of",
    "mentioned_classes",
    "price_activity",
]
