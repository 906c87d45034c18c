"""Parts of the platform on real engines."""
