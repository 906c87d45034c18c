"""Verdicts on products against limits."""
