"""Turns facts keyed by their owners into facts keyed by the networks that need them."""
