"""Lines that follow stated footprints: a whole message's at once, chosen, computed and written by
columns."""
