"""Files that footprints, measurements and own emissions rest on."""
