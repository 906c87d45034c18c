"""Signing in: a session for people, tokens for programs."""
