"""Category 13, downstream leased assets: the lessee's scope 1 and 2."""

from carbon.scope3.leased_assets import asset_specific, average_data

__all__ = ["asset_specific", "average_data"]
