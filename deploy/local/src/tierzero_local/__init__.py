"""Runs the whole platform on one machine: engines, supervisor, sample."""
