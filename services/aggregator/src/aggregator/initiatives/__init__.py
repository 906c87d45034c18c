"""Suppliers' and the factory's own measures to cut emissions, learned from the portal."""
