"""Yearly emissions by scope 3 category, learned from the footprint service."""
