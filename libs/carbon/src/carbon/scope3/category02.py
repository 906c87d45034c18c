"""Category 2, capital goods: the methods of category 1, in full in the year of purchase.

GHG Protocol scope 3 standard, chapter 5: emissions of capital goods are not depreciated over years.
"""

from carbon.scope3.lines import price_purchase

price_capital_good = price_purchase
"""Price a machine, vehicle or building bought; the whole cradle-to-gate number counts at once."""
