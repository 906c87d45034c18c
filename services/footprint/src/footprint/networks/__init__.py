"""One buyer's supply chain in memory: facts in, lines and inventories out."""
