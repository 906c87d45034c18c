"""Manifests that follow from what the platform already says of itself."""
