"""Carbon arithmetic: pure functions and values, no input or output, no framework."""
