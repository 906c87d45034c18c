"""A supplier's own footprint of a product, calculated from the parts of its making."""
