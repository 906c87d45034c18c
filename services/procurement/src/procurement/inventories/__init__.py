"""A buyer's inventories: totals by year and category, down to why each line is what it is."""
