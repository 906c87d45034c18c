"""Emission factors by set and version."""
