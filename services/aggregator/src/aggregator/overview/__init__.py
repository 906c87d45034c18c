"""A factory's own view of its figures: by category, supplier and method."""
