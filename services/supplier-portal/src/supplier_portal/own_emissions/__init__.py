"""A supplier's own emissions of a year, for customers that use the hybrid method."""
