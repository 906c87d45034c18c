"""A product's footprint from the parts of its making (PACT methodology v3)."""
