"""Suppliers, products and footprints as the bus told of them."""
