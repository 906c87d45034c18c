"""Footprints as they lie on the wire: compiled code finds their columns, bytes stay bytes."""
