"""Where buyers set limits on footprints, record purchases and get a reasoned verdict."""
