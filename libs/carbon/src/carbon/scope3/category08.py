"""Category 8, upstream leased assets: the lessor's scope 1 and 2, not controlled by the company."""

from carbon.scope3.leased_assets import asset_specific, average_data

__all__ = ["asset_specific", "average_data"]
