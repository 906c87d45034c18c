"""Which footprints each audience may see, and what they are found by: a read model."""
