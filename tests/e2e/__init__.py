"""The whole platform, as those who use it and run it see it."""
