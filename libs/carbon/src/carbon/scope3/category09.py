"""Category 9, downstream transport and distribution: carriers and retailers others pay for.

The same methods as category 4 (technical guidance, chapter 9).
"""

from carbon.scope3.transport import distance_based, fuel_based, site_based, spend_on_transport

__all__ = ["distance_based", "fuel_based", "site_based", "spend_on_transport"]
