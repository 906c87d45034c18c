"""Keeps the scope 3 inventory of every buyer as facts arrive."""
