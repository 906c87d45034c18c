"""Independent verifiers: what they are asked, what they confirm, and whether it still stands."""
