"""Where suppliers answer once: products, footprints, initiatives and who may see them."""
