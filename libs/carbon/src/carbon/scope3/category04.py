"""Category 4, upstream transport and distribution: everything the company pays for.

Also outbound transport, where the company pays. Fuel data is preferred to distance, distance to
spend (technical guidance, chapter 4).
"""

from carbon.scope3.transport import distance_based, fuel_based, site_based, spend_on_transport

__all__ = ["distance_based", "fuel_based", "site_based", "spend_on_transport"]
