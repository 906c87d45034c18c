"""Inventories: a buyer's total per category and year, as revisions."""
