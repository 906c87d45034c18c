"""Scope 3 of the GHG Protocol: one module per category, each method a pure function."""
