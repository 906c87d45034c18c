"""Procurement among the engines of the session."""
