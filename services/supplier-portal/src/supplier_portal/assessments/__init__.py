"""Verdicts of buyers on the supplier's products: those that hold, and previews."""
