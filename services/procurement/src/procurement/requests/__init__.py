"""Requests for footprints, as buyers ask them and see what becomes of them."""
