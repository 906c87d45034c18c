"""Calculated footprints as a buyer asks for them."""
