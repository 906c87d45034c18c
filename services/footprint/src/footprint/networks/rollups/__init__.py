"""Footprints that follow their parts: a network's bills of materials, rolled up year by year."""
