"""How far a factory has come in each direction, computed from the set of facts alone."""
