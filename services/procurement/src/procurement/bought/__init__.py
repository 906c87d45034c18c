"""Which products a buyer buys: their suppliers know by it who counts with their footprints."""
