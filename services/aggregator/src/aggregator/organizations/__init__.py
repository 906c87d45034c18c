"""Who takes part: the names that pages show, learned from the supplier portal."""
