"""Measures to cut emissions: what is planned, what was measured."""
