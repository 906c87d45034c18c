"""Requests for footprints: they arrive, are matched or queued, and are answered exactly once."""
