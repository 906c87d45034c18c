"""Lines that follow stated footprints: a whole message's at once, written as bytes."""
