"""Many products and footprints from one file."""
