"""Proofs of TierZero."""
