"""Lines: one activity priced once."""
