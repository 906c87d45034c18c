"""What products are made of, so that their footprints follow those of their parts."""
