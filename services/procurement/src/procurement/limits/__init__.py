"""The most a product may emit, as buyers set it."""
