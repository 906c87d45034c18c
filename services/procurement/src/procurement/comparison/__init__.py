"""How figures came to change: years compared, the base year, revisions with their reasons."""
