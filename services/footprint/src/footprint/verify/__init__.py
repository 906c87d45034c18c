"""Recomputes everything from the event log in one batch and compares it with what is stored."""
