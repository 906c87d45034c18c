"""What may be counted twice in a buyer's inventories: a function of its lines and facts."""
