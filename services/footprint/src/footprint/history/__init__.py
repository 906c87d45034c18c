"""How figures came to change: by revision, since the base year was reported, from year to year."""
