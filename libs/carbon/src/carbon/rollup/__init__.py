"""The roll-up: a supply network as arrays, computed whole or by pulling what changed.

Inside it is float64 in one canonical summation order, so that a full sweep and any sequence of
updates that leads to the same facts give the same bits; decimals stay at the edges.
"""
