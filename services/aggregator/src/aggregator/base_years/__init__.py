"""Which figures of a factory's base year are in force."""
