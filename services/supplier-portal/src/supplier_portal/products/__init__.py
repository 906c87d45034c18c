"""Products and the footprint-relevant facts about them."""
