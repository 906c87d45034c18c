"""Verdicts on suppliers' products against limits, learned from procurement."""
